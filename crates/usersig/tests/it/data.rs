//! Words and claims as data (feature `serde`).

use std::time::Duration;

use serde_json::{from_str, from_value, json, to_value};
use usersig::{
    ErrorCode, Language, Lifetime, Privileges, Refusal, Room, SdkAppId, SecretKey, Signer, Tolerances, UnixTime,
    UserId, Verifier, inspect,
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
fn a_room_comes_back_from_a_format_for_programs() {
    for room in [Room::name("lobby").unwrap(), Room::number(7).unwrap()] {
        let mut bytes = Vec::new();
        ciborium::into_writer(&room, &mut bytes).unwrap();
        assert_eq!(ciborium::from_reader::<Room, _>(&bytes[..]).unwrap(), room);
    }
    // {"room_id": 0}
    assert!(ciborium::from_reader::<Room, _>(&b"\xa1\x67room_id\x00"[..]).is_err());
}

/// A web framework answers a fault of the data with 422, and a fault of the syntax with 400.
#[test]
fn a_bad_room_is_a_fault_of_the_data_and_says_what_a_room_is() {
    #[derive(Debug, serde::Deserialize)]
    struct Request {
        #[serde(flatten)]
        room: Room,
        privileges: Privileges,
    }
    let exactly_one = r#"a room is {"room_id": number} or {"room_name": text}, exactly one of them"#;
    let privileges = "privileges are a number from 0 to 255";
    for (room, expected) in [
        ("{}", exactly_one),
        (r#"{"room_id": 7, "room_name": "lobby"}"#, exactly_one),
        (r#"{"room_id": 7, "room_id": 7}"#, exactly_one),
        (r#"{"room": 7}"#, exactly_one),
        (r#"{"room_id": 0}"#, "room number is 0, rooms are numbered from 1"),
        (r#"{"room_id": 4294967296}"#, "room numbers are from 1 to 4294967295"),
        (r#"{"room_id": -1}"#, "room numbers are from 1 to 4294967295"),
        (r#"{"room_id": "7"}"#, r#"invalid type: string "7", expected a whole number: room numbers are from 1 to"#),
        (r#"{"room_name": ""}"#, "room name is empty"),
        (r#"{"room_name": 7}"#, "invalid type: integer `7`, expected a string"),
        ("7", r#"invalid type: integer `7`, expected {"room_id": number} or {"room_name": text}"#),
    ] {
        let error = from_str::<Room>(room).unwrap_err();
        assert!(error.is_data() && error.to_string().starts_with(expected), "{room}: {error}");
    }
    for (request, expected) in [
        (r#"{"privileges": 42}"#, exactly_one),
        (r#"{"room_id": 7, "room_name": "lobby", "privileges": 42}"#, exactly_one),
        (r#"{"room_id": 7, "privileges": 256}"#, privileges),
        (r#"{"room_id": 7, "privileges": -1}"#, privileges),
        (r#"{"room_id": 7, "privileges": "all"}"#, "invalid type: string \"all\", expected a whole number: privileges"),
    ] {
        let error = from_str::<Request>(request).unwrap_err();
        assert!(error.is_data() && error.to_string().starts_with(expected), "{request}: {error}");
    }
    let request: Request = from_str(r#"{"user_id": "alice", "room_name": "lobby", "privileges": 42}"#).unwrap();
    assert_eq!((request.room, request.privileges), (Room::name("lobby").unwrap(), Privileges::AUDIENCE));
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

#[test]
fn a_signed_ticket_is_its_text_with_its_user_app_and_times() {
    let signer = Signer::new(SdkAppId::new(7).unwrap(), &SecretKey::new("a throw-away key").unwrap());
    let (alice, now) = (UserId::new("alice").unwrap(), UnixTime::from_secs(1_700_000_000));
    let user_sig = signer.user_sig(&alice, Lifetime::HOUR, now);
    let expected = json!({
        "user_sig": user_sig.as_str(), "sdk_app_id": 7, "user_id": "alice", "issued_at": 1_700_000_000,
        "expires_at": 1_700_003_600,
    });
    assert_eq!(to_value(user_sig).unwrap(), expected);

    let room = Room::name("lobby").unwrap();
    let map_key = signer.private_map_key(&alice, &room, Privileges::AUDIENCE, Lifetime::HOUR, now).unwrap();
    let expected = json!({
        "private_map_key": map_key.as_str(), "sdk_app_id": 7, "user_id": "alice", "issued_at": 1_700_000_000,
        "expires_at": 1_700_003_600, "room_name": "lobby", "privileges": 42,
    });
    assert_eq!(to_value(map_key).unwrap(), expected);
}

#[test]
fn a_refusal_and_a_tolerance_that_decided_are_data() {
    let (app, key) = (SdkAppId::new(7).unwrap(), SecretKey::new("a throw-away key").unwrap());
    let (alice, now) = (UserId::new("alice").unwrap(), UnixTime::from_secs(1_700_000_000));
    let user_sig = Signer::new(app, &key).user_sig(&alice, Lifetime::HOUR, now);
    let late = UnixTime::from_secs(1_700_003_601);

    let refused = Verifier::new(app, &key).user_sig(user_sig.as_str(), &alice, late).unwrap_err();
    let expected = json!({
        "code": 70001, "name": "ERR_SVR_ACCOUNT_USERSIG_EXPIRED", "cause": "expired",
        "message": "ticket expired at 2023-11-14T23:13:20Z, 1s ago",
        "advice": refused.cause().advice(Language::English),
    });
    assert_eq!(to_value(Refusal::from(refused)).unwrap(), expected);

    let tolerances = Tolerances::default().with_leeway(Duration::from_secs(1)).unwrap();
    let accepted = Verifier::new(app, &key).user_sig_within(tolerances, user_sig.as_str(), &alice, late).unwrap();
    assert_eq!(to_value(accepted).unwrap()["tolerated"], "expired");
}
