//! Words and claims as data (feature `serde`).

use serde_json::{from_value, json, to_value};
use usersig::{
    ErrorCode, Lifetime, Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UserId, Verifier, inspect,
};

#[test]
fn words_come_back_as_they_went() {
    let room = Room::name("lobby").unwrap();
    assert_eq!(to_value(room).unwrap(), json!({"room_name": "lobby"}));
    assert_eq!(from_value::<Room>(json!({"room_id": 7})).unwrap(), Room::number(7).unwrap());
    assert_eq!(from_value::<UserId>(json!("alice")).unwrap(), UserId::new("alice").unwrap());
    assert_eq!(from_value::<SdkAppId>(json!(7)).unwrap().number(), 7);
    assert_eq!(from_value::<Lifetime>(json!(3600)).unwrap(), Lifetime::HOUR);
    assert_eq!(from_value::<Privileges>(json!(42)).unwrap(), Privileges::AUDIENCE);
    assert_eq!(from_value::<UnixTime>(json!(5)).unwrap(), UnixTime::from_secs(5));
    assert_eq!(from_value::<ErrorCode>(json!(70001)).unwrap(), ErrorCode::USERSIG_EXPIRED);
}

#[test]
fn no_invalid_word_comes_in_as_data() {
    assert!(from_value::<UserId>(json!("a\nb")).is_err());
    assert!(from_value::<SdkAppId>(json!(0)).is_err());
    assert!(from_value::<Lifetime>(json!(0)).is_err());
    assert!(from_value::<Privileges>(json!(256)).is_err());
    assert!(from_value::<Room>(json!({"room_id": 0})).is_err());
    assert!(from_value::<Room>(json!({"room_name": "a/b"})).is_err());
    assert!(from_value::<UnixTime>(json!(u64::MAX)).is_err());
}

#[test]
fn claims_are_one_flat_object() {
    let (app, key) = (SdkAppId::new(7).unwrap(), SecretKey::new("a throw-away key").unwrap());
    let (alice, now) = (UserId::new("alice").unwrap(), UnixTime::from_secs(1_700_000_000));
    let room = Room::number(9).unwrap();
    let map_key =
        Signer::new(app, &key).private_map_key(&alice, &room, Privileges::AUDIENCE, Lifetime::HOUR, now).unwrap();
    let verified =
        Verifier::new(app, &key).private_map_key(map_key.as_str(), &alice, &room, Privileges::ENTER, now).unwrap();
    let expected = json!({
        "user_id": "alice", "sdk_app_id": 7, "issued_at": 1_700_000_000, "expires_at": 1_700_003_600,
        "fingerprint": verified.fingerprint().to_string(), "room_id": 9, "privileges": 42,
    });
    assert_eq!(to_value(verified).unwrap(), expected);

    let unverified = to_value(inspect(map_key.as_str()).unwrap()).unwrap();
    assert_eq!(unverified["private_map"]["room_id"], 9);
    assert_eq!(unverified["private_map"]["account"], "alice");
}
