//! The test tickets get the answers they state.

use std::collections::{BTreeSet, HashSet};
use std::io::Read;

use flate2::read::ZlibDecoder;
use proptest::prelude::*;
use usersig::test_util::{
    NoTestTickets, SDK_APP_ID, SECRET_KEY, TestTicket, TestTicketOptions, lifetimes, sdk_app_ids, secret_keys, signer,
    test_tickets, user_ids, verifier,
};
use usersig::{
    Cause, ExpiryAfter2106, Lifetime, Privileges, Room, SdkAppId, Signer, UnixTime, UserId, Verifier, inspect,
};

use crate::common::from_ticket_alphabet;

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

fn alice() -> UserId {
    UserId::new("alice").unwrap()
}

fn options(now: u64) -> TestTicketOptions {
    let expiring_in = Lifetime::from_secs(60).unwrap();
    TestTicketOptions { user_id: alice(), lifetime: Lifetime::HOUR, expiring_in, now: UnixTime::from_secs(now) }
}

fn of_alice() -> Vec<TestTicket> {
    test_tickets(&signer(), options(NOW.as_secs())).unwrap()
}

fn named(name: &str) -> TestTicket {
    of_alice().into_iter().find(|ticket| ticket.name == name).unwrap_or_else(|| panic!("no {name}"))
}

fn answer(ticket: &TestTicket, verifier: &Verifier, user_id: &UserId, now: UnixTime) -> Result<UnixTime, Cause> {
    ticket.judge(verifier, user_id, now).map_err(|refused| refused.cause())
}

#[test]
fn there_is_a_ticket_for_each_cause_that_a_ticket_can_have() {
    let tickets = of_alice();
    let causes: BTreeSet<Cause> = tickets.iter().filter_map(|ticket| ticket.expected.err()).collect();
    let missing: Vec<Cause> = Cause::ALL.into_iter().filter(|cause| !causes.contains(cause)).collect();
    assert_eq!(missing, [Cause::NoKey, Cause::UnknownSdkAppId], "only a key ring refuses with these");
    let names: HashSet<&str> = tickets.iter().map(|ticket| ticket.name.as_str()).collect();
    assert_eq!(names.len(), tickets.len(), "names are unique");
    for name in Privileges::ALL.names() {
        assert!(names.contains(&*format!("private_map_key_without_{}", name.replace('-', "_"))), "{name}");
    }
}

#[test]
fn valid_tickets_expire_when_they_say() {
    let ends = |name| named(name).expected.unwrap().since(NOW).as_secs();
    assert_eq!(["good", "expiring", "stored", "private_map_key"].map(ends), [3600, 60, 3600, 3600]);
    for ticket in of_alice() {
        if let Ok(last) = ticket.expected {
            let after = UnixTime::from_secs(last.as_secs() + 1);
            assert_eq!(answer(&ticket, &verifier(), &alice(), last), Ok(last), "{}", ticket.name);
            assert_eq!(answer(&ticket, &verifier(), &alice(), after), Err(Cause::Expired), "{}", ticket.name);
        }
    }
}

#[test]
fn a_ticket_has_only_the_fault_it_is_named_for() {
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

    let (user_sig, altered) = (named("good").ticket, named("altered").ticket);
    let changed = user_sig.chars().zip(altered.chars()).filter(|(good, altered)| good != altered);
    assert_eq!((changed.count(), altered.len()), (1, user_sig.len()));

    let other = UserId::new("somebody").unwrap();
    assert!(named("wrong_user").judge(&verifier(), &other, NOW).is_ok());
    for name in ["future", "before_kick"] {
        let ticket = named(name).ticket;
        assert!(verifier().user_sig(&ticket, &alice(), NOW).is_ok(), "{name} without tolerances");
    }
}

#[test]
fn a_private_map_key_lacks_only_the_privilege_it_is_named_for() {
    for ticket in of_alice().iter().filter(|ticket| ticket.name.starts_with("private_map_key_without_")) {
        let (room, needed) = ticket.question.room.unwrap();
        assert_eq!((room, needed.names().count()), (Room::name("fixture").unwrap(), 1));
        let given = Privileges::ALL.without(needed);
        let judged = verifier().private_map_key(&ticket.ticket, &alice(), &room, given, NOW).unwrap();
        assert_eq!(judged.privileges(), given);
    }
}

#[test]
fn general_readers_read_the_tickets_that_are_written_in_another_way() {
    let inflated = |name| {
        let mut document = Vec::new();
        let stream = from_ticket_alphabet(&named(name).ticket);
        ZlibDecoder::new(&stream[..]).read_to_end(&mut document).unwrap();
        document
    };
    assert_eq!(from_ticket_alphabet(&named("not_compressed").ticket), inflated("stored"));
    let document: serde_json::Value = serde_json::from_slice(&inflated("stored")).unwrap();
    assert_eq!(document["TLS.identifier"], "alice");
    let document: serde_json::Value = serde_json::from_slice(&inflated("time_as_text")).unwrap();
    assert_eq!(document["TLS.time"], "1700000000");
    assert_eq!(inflated("inflating"), vec![b' '; 4129]);
}

#[test]
fn test_tickets_can_be_made_from_the_third_second_of_1970_until_private_map_keys_end() {
    for now in [2, 3600, 86_401, u64::from(u32::MAX) - 3600] {
        for ticket in test_tickets(&signer(), options(now)).unwrap() {
            let now = UnixTime::from_secs(now);
            assert_eq!(answer(&ticket, &verifier(), &alice(), now), ticket.expected, "{} at {now}", ticket.name);
        }
    }
    assert_eq!(test_tickets(&signer(), options(1)).unwrap_err(), NoTestTickets::TooEarly);
    let expires_at = UnixTime::from_secs(u64::from(u32::MAX) + 1);
    let refused = test_tickets(&signer(), options(u64::from(u32::MAX) - 3599)).unwrap_err();
    assert_eq!(refused, NoTestTickets::TooLate(ExpiryAfter2106 { expires_at }));
}

#[cfg(feature = "serde")]
#[test]
fn a_test_ticket_is_one_flat_object() {
    use serde_json::{json, to_value};

    let good = named("good");
    let expected = json!({
        "name": "good", "ticket": good.ticket, "expires_at": 1_700_003_600, "valid": true, "code": null, "cause": null,
    });
    assert_eq!(to_value(&good).unwrap(), expected);
    let future = to_value(named("future")).unwrap();
    assert_eq!([&future["future_tolerance"], &future["cause"]], [&json!(300), &json!("not_yet_valid")]);
    assert_eq!(to_value(named("before_kick")).unwrap()["valid_after"], 1_700_000_000);
    let lacking = to_value(named("private_map_key_without_enter")).unwrap();
    assert_eq!([&lacking["room_name"], &lacking["privileges"]], [&json!("fixture"), &json!(2)]);
    assert_eq!([&lacking["valid"], &lacking["code"]], [&json!(false), &json!(-100_006)]);
}

#[test]
fn the_sample_key_is_as_long_as_a_real_one() {
    assert_eq!(SECRET_KEY.len(), 64);
    assert_eq!((signer().sdk_app_id(), verifier().sdk_app_id()), (SDK_APP_ID, SDK_APP_ID));
}

proptest! {
    #[test]
    fn every_test_ticket_of_every_signer_and_user_gets_its_answer(
        (app, key, user_id) in (prop_oneof![sdk_app_ids(), Just(SdkAppId::new(u32::MAX).unwrap())], secret_keys(), user_ids()),
        (lifetime, expiring_in) in (1_u64..100_000, lifetimes()),
        now in 2..=u64::from(u32::MAX) - 100_000,
    ) {
        let now = UnixTime::from_secs(now);
        let lifetime = Lifetime::from_secs(lifetime).unwrap();
        let tickets = test_tickets(&Signer::new(app, &key), TestTicketOptions { user_id, lifetime, expiring_in, now });
        for ticket in tickets.unwrap() {
            prop_assert_eq!(answer(&ticket, &Verifier::new(app, &key), &user_id, now), ticket.expected, "{:?}", ticket);
        }
    }
}
