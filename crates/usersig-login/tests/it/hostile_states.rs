//! Snapshots and changes whose values were bent. A state that is accepted behaves like any other.

use std::num::NonZeroU8;

use serde_json::{Value, from_value, json, to_value};
use usersig_login::UnixMillis;
use usersig_login::platform::Platform::{Android, IPhone, Web};
use usersig_login::service::{AppSettings, Changes, Registry, RestoreRefused, SavedState, ShardedRegistry};

use crate::support::fixture::{at, device, login, registry, user};
use crate::support::random::Rng;

/// A snapshot and changes of a few users who logged in, left, were kicked, deleted and blocked.
fn saved() -> (Value, Value) {
    let mut registry = registry();
    let (alice, bob, carol) = (user("alice"), user("bob"), user("carol"));
    for (name, platform) in [("alice", IPhone), ("alice", Web), ("bob", Android), ("carol", Web), ("dave", Web)] {
        login(&mut registry, name, device(platform), 0).unwrap();
    }
    registry.kick_account(&alice, at(1)).unwrap();
    let phone = registry.sessions(&bob).unwrap()[0].session;
    registry.disconnect(phone, at(2));
    registry.delete(&carol, at(3)).unwrap();
    let saved = to_value(registry.save(at(4))).unwrap();
    registry.kick_account(&alice, at(5)).unwrap();
    registry.block(&bob, at(6)).unwrap();
    login(&mut registry, "carol", device(Web), 7).unwrap();
    registry.delete(&user("dave"), at(8)).unwrap();
    (saved, to_value(registry.take_changes()).unwrap())
}

/// Changes one value somewhere inside.
fn bend(value: &mut Value, rng: &mut Rng) {
    match value {
        Value::Array(items) if items.is_empty() || rng.below(6) == 0 => match (rng.below(4), items.first().cloned()) {
            (0, Some(first)) => items.push(first),
            (1, Some(_)) => drop(items.pop()),
            (2, _) => items.clear(),
            _ => items.reverse(),
        },
        Value::Array(items) => {
            let index = rng.below(items.len() as u64) as usize;
            bend(&mut items[index], rng);
        }
        Value::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            let name = rng.pick(&names);
            if rng.below(30) == 0 {
                members.remove(name);
            } else {
                bend(&mut members[name], rng);
            }
        }
        Value::Number(number) => {
            let (near, far) = (number.as_i64().unwrap_or(0), 1_u64 << rng.below(64));
            let values = [
                json!(0),
                json!(u64::MAX),
                json!(i64::MIN),
                json!(i32::MAX),
                json!(near.wrapping_add(1)),
                json!(near.wrapping_sub(1)),
            ];
            *value = if rng.below(3) == 0 { json!(far) } else { rng.pick(&values).clone() };
        }
        Value::String(_) => *value = json!(*rng.pick(&["", "Away", "alice", "Online", "bob"])),
        Value::Bool(flag) => *flag = !*flag,
        Value::Null => *value = json!(1),
    }
}

/// Only a number at its limit may keep an accepted state from being restored once more.
fn is_at_a_limit(refused: &RestoreRefused) -> bool {
    matches!(refused, RestoreRefused::Generation { .. } | RestoreRefused::Serial { .. })
}

#[test]
fn a_forged_state_at_a_limit_is_accepted_once_and_what_is_saved_from_it_is_refused() {
    let limit = u64::MAX / 2;
    let restore = |saved| Registry::restore(saved, [], AppSettings::default(), 0, at(9));
    for member in ["generation", "next_serial"] {
        let (mut forged, _) = saved();
        forged[member] = json!(limit + 1);
        let above = restore(from_value(forged.clone()).unwrap());
        assert!(above.is_err_and(|refused| is_at_a_limit(&refused)), "{member}");
        forged[member] = json!(limit);
        let mut registry = restore(from_value(forged).unwrap()).unwrap();
        let ids = [10, 11].map(|now| login(&mut registry, "alice", device(Web), now).unwrap().session);
        assert_ne!(ids[0], ids[1]);
        let again = restore(registry.save(at(12)).to_saved());
        assert!(again.is_err_and(|refused| is_at_a_limit(&refused)), "{member}");
    }
}

#[test]
fn a_bent_state_is_refused_or_behaves_like_any_other_in_one_registry_and_in_several() {
    let ((snapshot, changes), settings) = (saved(), AppSettings::default());
    let (mut rng, mut accepted) = (Rng::new(1), 0);
    for round in 0..10_000 {
        let (mut snapshot, mut changes) = (snapshot.clone(), changes.clone());
        for _ in 0..=rng.below(3) {
            bend(if rng.below(2) == 0 { &mut snapshot } else { &mut changes }, &mut rng);
        }
        let Ok(saved) = from_value::<SavedState>(snapshot) else { continue };
        let Ok(changes) = from_value::<Changes>(changes) else { continue };
        let shards = NonZeroU8::new(1 + rng.below(4) as u8).unwrap();
        let single = Registry::restore(saved.clone(), [changes.clone()], settings, 1, at(9));
        let spread = ShardedRegistry::restore(saved, [changes], settings, shards, 1, at(9));
        assert_eq!(single.is_ok(), spread.is_ok(), "round {round}: {:?} {:?}", single.err(), spread.err());
        let (Ok(mut single), Ok(spread)) = (single, spread) else { continue };
        accepted += 1;
        assert_eq!(single.counts(), spread.counts(), "round {round}");
        let again: SavedState = spread.save(at(9), |snapshot| from_value(to_value(snapshot).unwrap()).unwrap());
        let again = ShardedRegistry::restore(again, [], settings, shards, 0, at(9));
        assert!(again.err().is_none_or(|refused| is_at_a_limit(&refused)), "round {round}");
        let _ = login(&mut single, "alice", device(IPhone), 10);
        while single.poll_timeout().is_some() {
            single.handle_timeout(UnixMillis::MAX, 100);
        }
        let counts = single.counts();
        assert_eq!((counts.online_users, counts.online_sessions, counts.away_sessions), (0, 0, 0), "round {round}");
    }
    assert!(accepted > 500, "{accepted}");
}
