//! Laws that hold for all claims.

use std::io::Read;
use std::time::Duration;

use flate2::read::ZlibDecoder;
use proptest::prelude::*;
use serde_json::json;
use usersig::test_util::{
    lifetimes, private_map_key_times, privileges, rooms, sdk_app_ids, secret_keys, unix_times, user_ids,
};
use usersig::{
    Cause, Identifier, Lifetime, Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UnverifiedRoom, UserId,
    Validity, Verifier, inspect,
};

use crate::common::from_ticket_alphabet;

fn claims() -> impl Strategy<Value = (UserId, SdkAppId, SecretKey, Lifetime, UnixTime)> {
    (user_ids(), sdk_app_ids(), secret_keys(), lifetimes(), unix_times())
}

fn map_key_claims() -> impl Strategy<Value = (UserId, SdkAppId, SecretKey, Lifetime, UnixTime)> {
    (user_ids(), sdk_app_ids(), secret_keys(), lifetimes(), private_map_key_times())
}

/// Identifiers of up to 128 characters, most of which are UserIDs.
fn identifiers() -> impl Strategy<Value = Identifier> {
    prop_oneof![3 => user_ids().prop_map(Identifier::from), 1 => "[ -~]{1,128}".prop_map(|text| Identifier::new(&text).unwrap())]
}

fn document_of(ticket: &str) -> serde_json::Value {
    let mut document = String::new();
    ZlibDecoder::new(&from_ticket_alphabet(ticket)[..]).read_to_string(&mut document).unwrap();
    serde_json::from_str(&document).unwrap()
}

proptest! {
    #[test]
    fn what_is_signed_verifies_to_its_last_second((user_id, app, key, lifetime, now) in claims()) {
        let user_sig = Signer::new(app, &key).user_sig(&user_id, lifetime, now);
        let verifier = Verifier::new(app, &key);
        for second in [now, user_sig.expires_at()] {
            let verified = verifier.user_sig(user_sig.as_str(), &user_id, second).unwrap();
            prop_assert_eq!(verified.user_id(), &user_id);
            prop_assert_eq!(verified.issued_at(), now);
            prop_assert_eq!(verified.expires_at(), now.saturating_add(lifetime.into()));
        }
    }

    #[test]
    fn many_are_signed_as_one_by_one_until_take_fails(
        runs in prop::collection::vec((prop::collection::vec(identifiers(), 0..20), lifetimes()), 0..4),
        (_, app, key, _, now) in claims(),
        backdating in prop_oneof![Just(0), 0..1000_u64],
        room_for in 0..80_usize,
    ) {
        let signer = Signer::new(app, &key).with_backdating(Duration::from_secs(backdating)).unwrap();
        // Users of one lifetime follow each other, so that some are signed for at once and some singly.
        let users: Vec<(&Identifier, Lifetime)> =
            runs.iter().flat_map(|(users, lifetime)| users.iter().map(|user_id| (user_id, *lifetime))).collect();
        let one_by_one: Vec<(String, Validity)> = users
            .iter()
            .map(|(user_id, lifetime)| {
                let mut text = String::new();
                let validity = signer.write_user_sig(*user_id, *lifetime, now, &mut text);
                (text, validity)
            })
            .collect();
        let mut taken = Vec::new();
        let result = signer.user_sigs(users.iter().copied(), now, |user_id, text, validity| {
            if taken.len() == room_for {
                return Err("no more");
            }
            assert_eq!(user_id, users[taken.len()].0);
            taken.push((text.to_owned(), validity));
            Ok(())
        });
        prop_assert_eq!(&taken[..], &one_by_one[..room_for.min(users.len())]);
        prop_assert_eq!(result.is_err(), room_for < users.len());
    }

    #[test]
    fn what_is_signed_is_read_by_general_readers((user_id, app, key, lifetime, now) in claims()) {
        let user_sig = Signer::new(app, &key).user_sig(&user_id, lifetime, now);
        let document = document_of(user_sig.as_str());
        prop_assert_eq!(&document["TLS.identifier"], &json!(user_id.as_str()));
        prop_assert_eq!(&document["TLS.sdkappid"], &json!(app.number()));
        prop_assert_eq!(&document["TLS.time"], &json!(now.as_secs()));
        prop_assert_eq!(&document["TLS.expire"], &json!(user_sig.expires_at().since(now).as_secs()));
        prop_assert_eq!(&document["TLS.ver"], "2.0");
        prop_assert_eq!(document.as_object().unwrap().len(), 6);
    }

    #[test]
    fn a_map_key_opens_its_room_and_gives_its_rights(
        (user_id, app, key, lifetime, now) in map_key_claims(),
        room in rooms(),
        privileges in privileges(),
    ) {
        let map_key = Signer::new(app, &key).private_map_key(&user_id, &room, privileges, lifetime, now).unwrap();
        let verifier = Verifier::new(app, &key);
        let verify = |room: &Room, needed| verifier.private_map_key(map_key.as_str(), &user_id, room, needed, now);
        let verified = verify(&room, privileges).unwrap();
        prop_assert_eq!(verified.privileges(), privileges);
        prop_assert_eq!(verified.expires_at(), map_key.expires_at());

        let lacking = Privileges::ALL.without(privileges);
        if lacking != Privileges::NONE {
            prop_assert_eq!(verify(&room, lacking).unwrap_err().cause(), Cause::MissingPrivilege);
        }
        let other = Room::number(if room == Room::number(1).unwrap() { 2 } else { 1 }).unwrap();
        prop_assert_eq!(verify(&other, Privileges::NONE).unwrap_err().cause(), Cause::WrongRoom);
    }

    #[test]
    fn what_is_read_and_signed_again_reads_the_same(
        (user_id, app, key, lifetime, now) in map_key_claims(),
        room in rooms(),
    ) {
        let signer = Signer::new(app, &key);
        let first = signer.private_map_key(&user_id, &room, Privileges::AUDIENCE, lifetime, now).unwrap();
        let read = inspect(first.as_str()).unwrap();
        let map = read.userbuf.clone().unwrap().unwrap();
        let room = match &map.room {
            UnverifiedRoom::Name(name) => Room::name(name).unwrap(),
            UnverifiedRoom::Number(number) => Room::number(*number).unwrap(),
            _ => unreachable!("a room is a name or a number"),
        };
        let lifetime = Lifetime::try_from(read.expires_at.since(read.issued_at)).unwrap();
        let user_id = UserId::new(&read.user_id).unwrap();
        let second = signer.private_map_key(&user_id, &room, map.privileges, lifetime, read.issued_at).unwrap();
        prop_assert_eq!(inspect(second.as_str()).unwrap(), read);
        prop_assert_eq!(second.as_str(), first.as_str());
    }

    #[test]
    fn no_text_is_let_in_and_none_makes_it_panic(text in prop_oneof![any::<String>(), "[A-Za-z0-9*-]{0,300}_{0,2}", "eJ[A-Za-z0-9*-]{0,300}"]) {
        let (app, key) = (SdkAppId::new(1_400_000_000).unwrap(), SecretKey::new("a throw-away key").unwrap());
        let (alice, now) = (UserId::new("alice").unwrap(), UnixTime::from_secs(1_700_000_000));
        prop_assert!(Verifier::new(app, &key).user_sig(&text, &alice, now).is_err());
    }
}
