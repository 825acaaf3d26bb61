//! The specimens are what they say, and the strategies make what they promise.

use std::collections::HashSet;
use std::io::Read;

use flate2::read::ZlibDecoder;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use usersig::test_util::{
    Asked, SDK_APP_ID, SECRET_KEY, Specimen, lifetimes, map_key_times, privileges, rooms, sdk_app_ids, secret_key,
    secret_keys, signer, specimens, unix_times, user_ids, verifier,
};
use usersig::{Cause, Lifetime, Privileges, Room, Signer, UnixTime, UserId, Verifier, inspect};

use crate::common::from_ticket_alphabet;

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

fn alice() -> UserId {
    UserId::new("alice").unwrap()
}

fn of_alice() -> Vec<Specimen> {
    specimens(&alice(), Lifetime::from_secs(60).unwrap(), NOW)
}

fn named(name: &str) -> Specimen {
    of_alice().into_iter().find(|specimen| specimen.name == name).unwrap_or_else(|| panic!("no {name}"))
}

fn answer(specimen: &Specimen, verifier: &Verifier, user_id: &UserId, now: UnixTime) -> Result<UnixTime, Cause> {
    let judged = specimen.judge(verifier, user_id, now);
    judged.map_err(|refused| refused.cause())
}

#[test]
fn there_is_a_specimen_of_each_kind() {
    let names: Vec<String> = of_alice().into_iter().map(|specimen| specimen.name).collect();
    let (map_keys, others): (Vec<&str>, Vec<&str>) =
        names.iter().map(String::as_str).partition(|name| name.starts_with("map_key_without_"));
    assert_eq!(
        others,
        [
            "good",
            "expiring",
            "expired",
            "future",
            "wrong_user",
            "wrong_app",
            "wrong_key",
            "empty",
            "cut_off",
            "bent",
            "not_compressed",
            "stored",
            "map_key",
            "map_key_as_user_sig",
            "user_sig_as_map_key",
        ]
    );
    let rights: Vec<String> =
        map_keys.iter().map(|name| name.trim_start_matches("map_key_without_").replace('_', "-")).collect();
    assert_eq!(rights, Privileges::ALL.names().collect::<Vec<_>>());
    assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
}

#[test]
fn good_specimens_end_when_they_say() {
    let verifier = verifier();
    let ends = |name| named(name).expected.unwrap().since(NOW).as_secs();
    assert_eq!(["good", "expiring", "stored", "map_key"].map(ends), [3600, 60, 3600, 3600]);
    for specimen in of_alice() {
        if let Ok(last) = specimen.expected {
            let after = UnixTime::from_secs(last.as_secs() + 1);
            assert_eq!(answer(&specimen, &verifier, &alice(), last), Ok(last), "{}", specimen.name);
            assert_eq!(answer(&specimen, &verifier, &alice(), after), Err(Cause::Expired), "{}", specimen.name);
        }
    }
}

#[test]
fn each_specimen_has_the_one_fault_it_is_named_for() {
    let good = inspect(&named("good").ticket).unwrap();
    let differing = |name| {
        let bad = inspect(&named(name).ticket).unwrap();
        [bad.user_id != good.user_id, bad.sdk_app_id != good.sdk_app_id, bad.issued_at != good.issued_at]
    };
    assert_eq!(differing("wrong_user"), [true, false, false]);
    assert_eq!(differing("wrong_app"), [false, true, false]);
    assert_eq!(differing("wrong_key"), [false; 3]);
    assert_eq!(differing("expired"), [false, false, true]);
    assert_eq!(differing("future"), [false, false, true]);
    assert_eq!(inspect(&named("stored").ticket).unwrap(), good);
    assert!(named("good").ticket.starts_with(&named("cut_off").ticket));

    let (user_sig, bent) = (named("good").ticket, named("bent").ticket);
    let changed = user_sig.chars().zip(bent.chars()).filter(|(good, bent)| good != bent);
    assert_eq!((changed.count(), bent.len()), (1, user_sig.len()));

    let of_another = UserId::new("somebody").unwrap();
    assert!(named("wrong_user").judge(&verifier(), &of_another, NOW).is_ok());
    assert!(named("future").judge(&Verifier::new(SDK_APP_ID, &secret_key()), &alice(), NOW).is_ok());
}

#[test]
fn a_map_key_lacks_only_the_right_it_is_named_for() {
    let room = Room::name("fixture").unwrap();
    for specimen in of_alice().iter().filter(|specimen| specimen.name.starts_with("map_key_without_")) {
        let Asked::PrivateMapKey { room: asked, needed } = specimen.asked else { panic!("{}", specimen.name) };
        assert_eq!((asked, needed.names().count()), (room, 1));
        let given = Privileges::ALL.without(needed);
        let judged = verifier().private_map_key(&specimen.ticket, &alice(), &room, given, NOW).unwrap();
        assert_eq!(judged.privileges(), given);
    }
}

#[test]
fn a_stored_ticket_is_a_zlib_stream_to_others_too_and_one_not_compressed_is_its_document() {
    let mut document = Vec::new();
    let stream = from_ticket_alphabet(&named("stored").ticket);
    ZlibDecoder::new(&stream[..]).read_to_end(&mut document).unwrap();
    assert_eq!(from_ticket_alphabet(&named("not_compressed").ticket), document);
    let document: serde_json::Value = serde_json::from_slice(&document).unwrap();
    assert_eq!(document["TLS.identifier"], "alice");
}

#[test]
fn specimens_can_be_made_at_the_first_and_the_last_moment_they_can() {
    for secs in [3601, u64::from(u32::MAX) - 3600] {
        let now = UnixTime::from_secs(secs);
        for specimen in specimens(&alice(), Lifetime::MAX, now) {
            assert_eq!(answer(&specimen, &verifier(), &alice(), now), specimen.expected, "{}", specimen.name);
        }
    }
}

#[test]
#[should_panic(expected = "specimens can be made at 3601..=4294963695, not at 3600")]
fn specimens_cannot_be_made_when_nothing_can_have_expired() {
    let _ = specimens(&alice(), Lifetime::HOUR, UnixTime::from_secs(3600));
}

#[test]
fn the_sample_key_is_as_long_as_real_ones_and_the_sample_app_is_one() {
    assert_eq!(SECRET_KEY.len(), 64);
    assert_eq!((signer().sdk_app_id(), verifier().sdk_app_id()), (SDK_APP_ID, SDK_APP_ID));
}

#[test]
fn strategies_reach_what_is_rare() {
    fn drawn<T: std::fmt::Debug>(strategy: &impl Strategy<Value = T>) -> Vec<T> {
        let mut runner = TestRunner::deterministic();
        (0..2000).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
    }
    let ids: String = drawn(&user_ids()).iter().map(|id| id.as_str().to_owned()).collect();
    assert!((' '..='~').all(|character| ids.contains(character)));
    let rooms = drawn(&rooms());
    let names: String =
        rooms.iter().filter_map(|room| if let Room::Name(name) = room { Some(name.as_str()) } else { None }).collect();
    assert!(" !#$%&()+-:;<=.>?@[]^_{}|~,aZ0".chars().all(|character| names.contains(character)));
    assert!(rooms.iter().any(|room| matches!(room, Room::Number(_))));
    assert!(drawn(&lifetimes()).iter().any(|lifetime| *lifetime > Lifetime::DAY));
    let times = drawn(&unix_times());
    assert!(times.iter().any(|time| time.as_secs() > 1 << 40) && times.iter().any(|time| time.as_secs() < 1 << 31));
}

proptest! {
    #[test]
    fn every_specimen_of_everyone_gets_its_answer(
        user_id in user_ids(),
        expiring_in in lifetimes(),
        now in 3601..=u64::from(u32::MAX) - 3600,
    ) {
        let now = UnixTime::from_secs(now);
        for specimen in specimens(&user_id, expiring_in, now) {
            prop_assert_eq!(answer(&specimen, &verifier(), &user_id, now), specimen.expected, "{:?}", specimen);
        }
    }

    #[test]
    fn whatever_the_strategies_make_can_be_signed(
        (app, key, user_id) in (sdk_app_ids(), secret_keys(), user_ids()),
        (lifetime, now, map_key_now) in (lifetimes(), unix_times(), map_key_times()),
        (room, rights) in (rooms(), privileges()),
    ) {
        let (signer, verifier) = (Signer::new(app, &key), Verifier::new(app, &key));
        let user_sig = signer.user_sig(&user_id, lifetime, now);
        prop_assert!(verifier.user_sig(user_sig.as_str(), &user_id, now).is_ok());
        let map_key = signer.private_map_key(&user_id, &room, rights, lifetime, map_key_now).unwrap();
        prop_assert!(verifier.private_map_key(map_key.as_str(), &user_id, &room, rights, map_key_now).is_ok());
    }
}
