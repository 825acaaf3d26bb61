//! Plans of keys.

use usersig::{Lifetime, UserId};

use super::*;

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);
const WEEK: Duration = Duration::from_secs(604_800);

fn app() -> SdkAppId {
    SdkAppId::new(1_400_000_000).unwrap()
}

fn key(name: &str, signs_from: Option<u64>, retires_at: Option<u64>) -> PlannedKey {
    let key = SecretKey::new(&format!("the throw-away key {name}")).unwrap();
    let time = |secs: Option<u64>| secs.map(UnixTime::from_secs);
    PlannedKey {
        name: name.to_owned(),
        key,
        signs_from: time(signs_from),
        in_use_since: NOW,
        retires_at: time(retires_at),
    }
}

fn plan(keys: Vec<PlannedKey>) -> Result<AppKeys, InvalidPlan> {
    AppKeys::plan(app(), keys, WEEK, NOW)
}

#[test]
fn the_new_key_signs_from_its_second_and_the_old_one_retires_after_its_last_ticket() {
    let from = NOW.as_secs() + 100;
    let keys = plan(vec![key("new", Some(from), None), key("old", None, None)]).unwrap();
    let alice = UserId::new("alice").unwrap();
    let (before, after) = (UnixTime::from_secs(from - 1), UnixTime::from_secs(from));
    assert_eq!((keys.at(before).key_name.as_str(), keys.at(after).key_name.as_str()), ("old", "new"));

    let lifetime = Lifetime::try_from(WEEK).unwrap();
    let old = keys.at(before).signer.user_sig(&alice, lifetime, before);
    let new = keys.at(after).signer.user_sig(&alice, lifetime, after);
    // A replica whose clock is behind accepts the new key's ticket.
    assert!(keys.at(before).verifier.user_sig(new.as_str(), &alice, before).is_ok());
    assert!(keys.at(after).verifier.user_sig(old.as_str(), &alice, old.expires_at()).is_ok());
    assert_eq!(keys.phases()[0].retires_at, Some(after.saturating_add(WEEK)));
}

#[test]
fn a_key_that_retires_early_is_refused_after_its_last_second() {
    let keys = plan(vec![key("leaked", None, Some(NOW.as_secs() + 5)), key("new", Some(NOW.as_secs()), None)]).unwrap();
    let alice = UserId::new("alice").unwrap();
    let before = UnixTime::from_secs(NOW.as_secs() - 1);
    let ticket = keys.at(before).signer.user_sig(&alice, Lifetime::DAY, before);
    let at = |secs| keys.at(NOW).verifier.user_sig(ticket.as_str(), &alice, UnixTime::from_secs(secs));
    assert!(at(NOW.as_secs() + 5).is_ok());
    assert!(at(NOW.as_secs() + 6).is_err());
}

#[test]
fn a_plan_without_exactly_one_signing_key_is_refused() {
    let refused = |keys| plan(keys).err().unwrap();
    assert_eq!(refused(vec![]), InvalidPlan::NoKey);
    assert_eq!(refused(vec![key("a", Some(NOW.as_secs() + 1), None)]), InvalidPlan::NoneSignsYet { name: "a".into() });
    assert_eq!(
        refused(vec![key("a", None, None), key("b", None, None)]),
        InvalidPlan::TwoSign { names: ["a".into(), "b".into()] }
    );
    assert_eq!(refused(vec![key("a", None, Some(NOW.as_secs()))]), InvalidPlan::LastKeyRetires { name: "a".into() });
}

#[test]
fn a_key_cannot_retire_while_it_signs() {
    let now = NOW.as_secs();
    let leaked = |retires_at, next_signs_from| {
        plan(vec![key("leaked", None, Some(retires_at)), key("new", Some(next_signs_from), None)]).err()
    };
    let refused = Some(InvalidPlan::RetiresWhileSigning { name: "leaked".into() });
    assert_eq!(leaked(now - 3600, now + 86_400), refused);
    assert_eq!(leaked(now + 98, now + 100), refused);
    // It signs its last ticket one second before the next key signs.
    assert_eq!(leaked(now + 99, now + 100), None);
    assert_eq!(leaked(now - 3600, now), None);
}
