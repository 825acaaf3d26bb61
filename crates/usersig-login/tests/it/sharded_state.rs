//! The state of an app that is spread over threads: snapshots, and the changes after them.

use std::num::NonZeroU8;

use serde_json::{from_str, to_string};
use usersig_login::platform::Platform::{self, Android, IPhone, Web};
use usersig_login::service::{AppSettings, Changes, Registry, RestoreRefused, SavedState, ShardedRegistry};

use crate::support::fixture::{app, at, device, login, user};
use crate::support::random::Rng;

fn shards(count: u8) -> NonZeroU8 {
    NonZeroU8::new(count).unwrap()
}

fn through_text<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    from_str(&to_string(value).unwrap()).unwrap()
}

/// All answers of a registry about a user.
fn facts(registry: &Registry, name: &str) -> String {
    let sessions = registry.sessions(&user(name)).map(|sessions| {
        sessions.iter().map(|session| (session.device, session.status, session.expires_at)).collect::<Vec<_>>()
    });
    format!("{sessions:?} {:?} {:?}", registry.valid_after(&user(name)), registry.presence(&user(name)))
}

/// Anything that changes the state of a random user.
fn happens(all: &ShardedRegistry, rng: &mut Rng, now: u64) {
    let name = format!("user{}", rng.below(40));
    all.with_user(&user(&name), |shard| match rng.below(10) {
        0 => drop(shard.kick_account(&user(&name), at(now))),
        1 => drop(shard.block(&user(&name), at(now))),
        2 => drop(shard.unblock(&user(&name))),
        3 => drop(shard.delete(&user(&name), at(now))),
        4 => drop(shard.import(&user(&name))),
        5 => {
            let sessions = shard.sessions(&user(&name)).unwrap_or_default();
            drop(sessions.first().map(|session| shard.disconnect(session.session, at(now))));
        }
        _ => drop(login(shard, &name, device(*rng.pick(&[Android, IPhone, Web])), now)),
    });
}

#[test]
fn changes_of_all_shards_are_exported_together_and_restored_into_any_number_of_shards() {
    for seed in 0..40 {
        let mut rng = Rng::new(seed);
        let all = ShardedRegistry::new(app(), AppSettings::default(), shards(7));
        (0..60).for_each(|now| happens(&all, &mut rng, now));
        let saved: SavedState = all.save(at(60), |snapshot| through_text(&snapshot.to_saved()));
        assert!(!all.has_changes());
        let mut exports: Vec<Changes> = Vec::new();
        for now in 60..120 {
            happens(&all, &mut rng, now);
            if rng.below(4) == 0 {
                exports.push(through_text(&all.take_changes()));
            }
        }
        exports.push(all.take_changes());
        let now = at(120);
        let (changes, settings) = (exports.clone(), AppSettings::default());
        let single = Registry::restore(saved.clone(), changes.clone(), settings, 1, now).unwrap();
        let again = ShardedRegistry::restore(saved, changes, settings, shards(3), 1, now).unwrap();
        assert_eq!((again.counts(), single.counts()), (all.counts(), all.counts()), "seed {seed}");
        for name in (0..40).map(|number| format!("user{number}")) {
            let before = all.with_user(&user(&name), |shard| facts(shard, &name));
            assert_eq!(again.with_user(&user(&name), |shard| facts(shard, &name)), before, "seed {seed}: {name}");
            assert_eq!(facts(&single, &name), before, "seed {seed}: {name}");
        }
        let today = all.with_user(&user("user0"), |shard| shard.daily_active_users(now));
        assert_eq!(single.daily_active_users(now), today, "seed {seed}");
        // The list of changes goes on where it ended.
        again.with_user(&user("new"), |shard| login(shard, "new", device(Web), 121)).unwrap();
        let next = again.take_changes();
        assert_eq!((next.generation(), next.sequence()), (1, exports.len() as u64));
    }
}

#[test]
fn a_restored_app_exports_the_changes_of_every_shard() {
    let all = ShardedRegistry::new(app(), AppSettings::default(), shards(5));
    let saved = all.save(at(0), |snapshot| through_text(&snapshot.to_saved()));
    let first = ShardedRegistry::restore(saved.clone(), [], AppSettings::default(), shards(9), 1, at(1)).unwrap();
    for number in 0..50 {
        let name = format!("user{number}");
        first.with_user(&user(&name), |shard| login(shard, &name, device(Platform::Mac), 2)).unwrap();
    }
    let changes = first.take_changes();
    let second =
        ShardedRegistry::restore(saved.clone(), [changes.clone()], AppSettings::default(), shards(2), 1, at(3));
    assert_eq!(second.unwrap().counts().online_users, 50);
    let refused = ShardedRegistry::restore(saved, [first.take_changes()], AppSettings::default(), shards(2), 1, at(3));
    assert_eq!(refused.unwrap_err(), RestoreRefused::ChangesOutOfOrder { expected: (1, 0), found: (1, 1) });
}

#[test]
fn no_id_of_a_session_is_given_again_by_another_number_of_shards() {
    let all = ShardedRegistry::new(app(), AppSettings::default(), shards(6));
    let names: Vec<String> = (0..100).map(|number| format!("user{number}")).collect();
    let log_in = |all: &ShardedRegistry, now| -> Vec<_> {
        let session = |name: &String| all.with_user(&user(name), |shard| login(shard, name, device(Web), now));
        names.iter().map(|name| session(name).unwrap().session.to_string()).collect()
    };
    let mut ids = log_in(&all, 0);
    let saved = all.save(at(1), |snapshot| through_text(&snapshot.to_saved()));
    ids.extend(log_in(&all, 2));
    let again = ShardedRegistry::restore(saved, [], AppSettings::default(), shards(4), 1, at(3)).unwrap();
    ids.extend(log_in(&again, 4));
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), count), (300, 300));
}
