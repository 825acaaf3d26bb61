//! Saving, restoring and exporting changes.

use serde_json::{from_str, json, to_string, to_value};
use usersig_login::UnixMillis;
use usersig_login::client::Callback;
use usersig_login::platform::Platform::{IPhone, Web};
use usersig_login::policy::{InstanceLimits, LoginSettings};
use usersig_login::service::{AppSettings, Changes, Device, LoginRefused, Registry, RestoreRefused, SavedState};

use crate::support::fixture::{DAY, HOME, T, at, claims, device, login, registry, registry_with, second, user};
use crate::support::random::Rng;
use crate::support::world::World;

fn saved(registry: &mut Registry, now: u64) -> String {
    to_string(&registry.save(at(now))).unwrap()
}

fn restored(text: &str, changes: Vec<Changes>, now: u64) -> Result<Registry, RestoreRefused> {
    Registry::restore(from_str(text).unwrap(), changes, AppSettings::default(), 0, at(now))
}

#[test]
fn after_a_restart_everybody_goes_on_and_nobody_is_told_of_a_kick() {
    let mut w = World::plain();
    let phones: Vec<usize> = (0..20).map(|_| w.ready(IPhone)).collect();
    for phone in &phones {
        w.login(*phone, &format!("user{phone}"));
    }
    let now = w.now();
    let text = saved(&mut w.registry, now);
    w.registry = restored(&text, vec![], w.now() + 30).unwrap();
    w.pass(30);
    for phone in &phones {
        w.link(*phone, false);
        w.link(*phone, true);
        assert_eq!(w.online(&format!("user{phone}")), [IPhone]);
        assert_eq!(w.heard(*phone, Callback::KickedOffline) + w.heard(*phone, Callback::UserSigExpired), 0);
    }
    assert_eq!(w.registry.counts().online_users, 20);
}

#[test]
fn without_any_state_everybody_goes_on_too() {
    let mut w = World::plain();
    let phone = w.ready(IPhone);
    w.login(phone, "alice");
    w.registry = registry();
    w.link(phone, false);
    w.link(phone, true);
    assert_eq!((w.heard(phone, Callback::KickedOffline), w.online("alice")), (0, vec![IPhone]));
}

#[test]
fn a_kick_and_a_block_and_the_counts_survive_a_restart() {
    let mut before = registry();
    login(&mut before, "alice", device(Web), 0).unwrap();
    login(&mut before, "bob", device(Web), 0).unwrap();
    before.kick_account(&user("alice"), at(10)).unwrap();
    before.block(&user("bob"), at(10)).unwrap();
    let mut after = restored(&saved(&mut before, 11), vec![], 12).unwrap();
    assert_eq!(after.daily_active_users(at(12)), 2);
    let revoked = after.login(&claims("alice", 10, DAY), device(Web), HOME, at(12)).unwrap_err();
    assert_eq!(revoked.code().number(), 70001);
    assert_eq!(login(&mut after, "bob", device(Web), 12), Err(LoginRefused::Blocked));
    assert!(after.login(&claims("alice", 11, DAY), device(Web), HOME, at(12)).is_ok());
    assert!(after.undo_kick(&user("alice"), second(10)).is_ok(), "also what can be undone");
}

#[test]
fn no_id_of_a_session_is_given_again_after_a_restart() {
    let mut before = registry();
    let text = saved(&mut before, 0);
    let lost = login(&mut before, "alice", device(Web), 1).unwrap().session;
    let mut after = restored(&text, vec![], 2).unwrap();
    let session = login(&mut after, "alice", device(Web), 2).unwrap().session;
    assert_ne!(session, lost);
    assert!(after.request(lost, at(3)).is_err());
}

#[test]
fn changes_since_the_snapshot_are_exported_and_applied_in_order() {
    let mut before = registry();
    login(&mut before, "alice", device(Web), 0).unwrap();
    assert!(!before.has_changes(), "nothing is recorded before the first snapshot");
    let text = saved(&mut before, 1);
    login(&mut before, "bob", device(Web), 2).unwrap();
    let first = before.take_changes();
    before.kick_account(&user("alice"), at(3)).unwrap();
    before.delete(&user("bob"), at(3)).unwrap();
    let second_export = before.take_changes();
    assert!(!before.has_changes() && before.take_changes().is_empty());
    let through_text = |changes: &Changes| from_str::<Changes>(&to_string(changes).unwrap()).unwrap();
    let all = vec![through_text(&first), through_text(&second_export)];
    let mut after = restored(&text, all, 4).unwrap();
    assert_eq!(after.valid_after(&user("alice")), Some(second(3)));
    assert!(!after.has_account(&user("bob")));
    assert_eq!(after.daily_active_users(at(4)), 2);
    login(&mut after, "bob", device(Web), 4).unwrap();
    assert_eq!(after.daily_active_users(at(4)), 2, "bob is counted once");
    let refused = restored(&text, vec![second_export], 4).unwrap_err();
    assert_eq!(refused, RestoreRefused::ChangesOutOfOrder { expected: (1, 0), found: (1, 1) });
}

#[test]
fn an_older_snapshot_is_refused_if_a_newer_one_is_known() {
    let mut registry = registry();
    let (old, new) = (saved(&mut registry, 0), saved(&mut registry, 1));
    let restore =
        |text: &str, known| Registry::restore(from_str(text).unwrap(), [], AppSettings::default(), known, at(2));
    assert_eq!(restore(&old, 2).unwrap_err(), RestoreRefused::Outdated { generation: 1, known: 2 });
    assert!(restore(&new, 2).is_ok() && restore(&old, 1).is_ok());
}

/// A snapshot of alice with two pages and a kick, and what happens to it.
fn changed(change: impl Fn(&mut serde_json::Value)) -> String {
    let limits = InstanceLimits::highest();
    let mut registry = registry_with(AppSettings {
        login: LoginSettings { limits, ..LoginSettings::default() },
        ..AppSettings::default()
    });
    registry.import(&user("alice")).unwrap();
    registry.kick_account(&user("alice"), at(0)).unwrap();
    registry.kick_account(&user("alice"), at(1)).unwrap();
    for instance in [1, 2] {
        registry.login(&claims("alice", 2, DAY), Device::new(Web, instance), HOME, at(2)).unwrap();
    }
    let mut value = to_value(registry.save(at(3))).unwrap();
    change(&mut value);
    value.to_string()
}

#[test]
fn hostile_snapshots_are_refused() {
    type Change = fn(&mut serde_json::Value);
    let refused_by_type: [(&str, Change); 7] = [
        ("an unknown field", |v| v["extra"] = json!(1)),
        ("no accounts", |v| v["accounts"] = json!(5)),
        ("a bad user id", |v| v["accounts"][0]["user_id"] = json!("x".repeat(33))),
        ("too many kicks", |v| v["accounts"][0]["kicks"] = json!((0..9).collect::<Vec<u64>>())),
        ("too many sessions", |v| {
            let session = v["accounts"][0]["sessions"][0].clone();
            v["accounts"][0]["sessions"] = json!(vec![session; 100]);
        }),
        ("too many days", |v| v["usage"]["days"] = json!(vec![[0, 0]; 65])),
        ("an unknown platform", |v| v["accounts"][0]["sessions"][0]["device"]["platform"] = json!("Toaster")),
    ];
    for (name, change) in refused_by_type {
        assert!(from_str::<SavedState>(&changed(change)).is_err(), "{name}");
    }
    let refused_by_checks: [(&str, Change); 10] = [
        ("another version", |v| v["version"] = json!(2)),
        ("an account twice", |v| {
            let account = v["accounts"][0].clone();
            v["accounts"].as_array_mut().unwrap().push(account);
        }),
        ("kicks out of order", |v| v["accounts"][0]["kicks"] = json!([T + 1, T])),
        ("a device twice", |v| {
            v["accounts"][0]["sessions"][1]["device"] = v["accounts"][0]["sessions"][0]["device"].clone();
        }),
        ("sessions out of order", |v| v["accounts"][0]["sessions"].as_array_mut().unwrap().reverse()),
        ("a serial from the future", |v| v["next_serial"] = json!(256)),
        ("a generation at the end", |v| v["generation"] = json!(u64::MAX)),
        ("a serial at the end", |v| v["next_serial"] = json!(u64::MAX)),
        ("impossible days", |v| v["accounts"][0]["days"] = json!({ "latest": 5, "bits": 2 })),
        ("more users than counted", |v| v["usage"]["days"] = json!([])),
    ];
    for (name, change) in refused_by_checks {
        assert!(restored(&changed(change), vec![], 4).is_err(), "{name}");
    }
    assert!(restored(&changed(|_| ()), vec![], 4).is_ok());
}

#[test]
fn no_bent_snapshot_makes_a_restore_panic() {
    let text = changed(|_| ());
    let mut rng = Rng::new(1);
    let mut accepted = 0;
    for _ in 0..20_000 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..=rng.below(2) {
            let position = rng.below(bytes.len() as u64) as usize;
            bytes[position] = *rng.pick(b"0123456789,:[]{}\"-");
        }
        let Ok(saved) = serde_json::from_slice::<SavedState>(&bytes) else { continue };
        let Ok(mut registry) = Registry::restore(saved, [], AppSettings::default(), 0, at(3)) else { continue };
        accepted += 1;
        while registry.poll_timeout().is_some() {
            registry.handle_timeout(UnixMillis::MAX, 100);
        }
        let _ = login(&mut registry, "alice", device(IPhone), 5);
    }
    assert!(accepted > 100, "{accepted}");
}
