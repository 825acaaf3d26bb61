//! Every call in any order, with ids that are dead, a clock that jumps to and fro, and restarts from what was saved.

mod ledger;

use std::collections::HashMap;
use std::num::NonZeroU8;

use usersig::{Lifetime, Signer, UnixTime, UserId, VerifiedClaims};
use usersig_login::UnixMillis;
use usersig_login::platform::Platform;
use usersig_login::policy::{InstanceLimits, LoginSettings, MultiDevicePolicy};
use usersig_login::service::{
    AppSettings, Device, ExpiryNotice, KickedWhileAway, RefusalLimit, Registry, ServiceEvent, SessionId,
    ShardedRegistry, UtcOffset,
};

use crate::clock_jumps::ledger::{Ledger, is_connected};
use crate::support::fixture::{DAY, HOME, T, app, key, refusal, registry_with, user, verifier};
use crate::support::random::Rng;

const NAMES: [&str; 4] = ["alice", "bob", "carol", "dave"];
const MOMENTS: [u64; 12] =
    [0, 1, 399, T, T + 1, T + 400, T + DAY, T + 8 * DAY, T + 40 * DAY, 10_000_000_000, i64::MAX as u64 - 1, u64::MAX];

/// Tickets of a few users, each signed once.
struct Tickets(HashMap<(usize, u64, u64), VerifiedClaims>);

impl Tickets {
    fn one(&mut self, who: usize, issued: u64, lifetime: u64) -> VerifiedClaims {
        let sign = || {
            let (at, name) = (UnixTime::from_secs(issued), user(NAMES[who]));
            let ticket = Signer::new(app(), &key()).user_sig(&name, Lifetime::from_secs(lifetime).unwrap(), at);
            verifier().user_sig(ticket.as_str(), &name, at).unwrap()
        };
        *self.0.entry((who, issued, lifetime)).or_insert_with(sign)
    }
}

fn settings(rng: &mut Rng) -> AppSettings {
    let mut limits = InstanceLimits::default();
    for platform in Platform::ALL {
        limits = limits.with(platform, 1 + rng.below(3) as u8).unwrap();
    }
    let minutes = i32::try_from(rng.below(1681)).unwrap() - 840;
    AppSettings {
        login: LoginSettings { policy: *rng.pick(&MultiDevicePolicy::ALL), limits },
        expiry_notice: *rng.pick(&[ExpiryNotice::AtTheSecond, ExpiryNotice::AtTheNextRequest]),
        kicked_while_away: *rng.pick(&[KickedWhileAway::IsTold, KickedWhileAway::LogsIn]),
        refusal_limit: RefusalLimit { allowed: rng.below(4) as u32, keys: rng.below(5) as usize },
        utc_offset: UtcOffset::from_minutes(minutes).unwrap(),
        ..AppSettings::default()
    }
}

#[test]
fn every_login_has_exactly_one_end_whatever_the_clock_shows_and_over_restarts() {
    let (mut tickets, users) = (Tickets(HashMap::new()), NAMES.map(user));
    for episode in 0..400 {
        let mut rng = Rng::new(episode);
        let mut registry = registry_with(settings(&mut rng));
        let (mut ledger, mut now) = (Ledger::default(), *rng.pick(&MOMENTS));
        for _ in 0..300 {
            now = match rng.below(24) {
                0 => *rng.pick(&MOMENTS),
                1 => now.saturating_sub(rng.below(1000)),
                2 | 3 => now.saturating_add(rng.below(900)),
                _ => now,
            };
            if rng.below(60) == 0 {
                registry = restarted(&mut registry, &mut rng, now);
                let sessions = users.iter().flat_map(|user_id| registry.sessions(user_id).unwrap_or_default());
                ledger.sessions.extend(sessions.map(|session| session.session));
            }
            let lifetime = *rng.pick(&[1, 60, DAY]);
            let ticket = tickets.one(rng.below(4) as usize, now.saturating_sub(rng.below(2)), lifetime);
            step(&mut registry, &mut ledger, &ticket, &mut rng, now);
            ledger.compare(&registry, &users, &format!("episode {episode}"));
        }
        // Everything ends.
        let mut last = 0;
        while let Some(due_at) = registry.poll_timeout() {
            assert!(last < 1000, "episode {episode} does not end");
            last += 1;
            let events = registry.handle_timeout(due_at, 3);
            ledger.told(&events);
        }
        ledger.compare(&registry, &users, &format!("the end of episode {episode}"));
        assert_eq!((registry.counts().online_sessions, registry.counts().away_sessions), (0, 0));
    }
}

fn step(registry: &mut Registry, ledger: &mut Ledger, ticket: &VerifiedClaims, rng: &mut Rng, now: u64) {
    let (at, who) = (UnixMillis::from(UnixTime::from_secs(now)), *ticket.user_id());
    let device = Device::new(*rng.pick(&Platform::ALL), rng.below(3));
    let session = ledger.some_session(rng);
    match rng.below(12) {
        0..4 => {
            let was_connected = is_connected(registry, &who, device);
            let outcome = if rng.below(4) == 0 {
                registry.reconnect(ticket, device, session, at).ok()
            } else {
                registry.login(ticket, device, HOME, at).ok()
            };
            if let Some(logged_in) = outcome {
                ledger.arrived(&logged_in, device, was_connected);
            }
        }
        4 => ledger.told(&registry.handle_timeout(at, 1 + rng.below(5) as usize)),
        5 => drop(session.map(|session| registry.request(session, at))),
        6 => drop(session.map(|session| registry.renew(session, ticket, at))),
        7 => ledger.told(&session.and_then(|session| registry.logout(session, at).ok()).unwrap_or_default()),
        8 => ledger.told(&session.map(|session| twice(registry, session, at)).unwrap_or_default()),
        9 => ledger.told(&operator(registry, &who, device, rng, at)),
        10 => {
            registry.count_refusal(&who, HOME, &refusal(who.as_str()), at);
            let _ = (registry.daily_active_users(at), registry.monthly_active_users(at));
        }
        _ => ledger.told(&registry.logout_device(&who, device, session, at).unwrap_or_default()),
    }
}

/// A link that is closed twice ends once.
fn twice(registry: &mut Registry, session: SessionId, at: UnixMillis) -> Vec<ServiceEvent> {
    let events = registry.disconnect(session, at);
    assert!(registry.disconnect(session, at).is_empty(), "it was closed already");
    events
}

fn operator(registry: &mut Registry, who: &UserId, device: Device, rng: &mut Rng, at: UnixMillis) -> Vec<ServiceEvent> {
    match rng.below(6) {
        0 => registry.kick_account(who, at).unwrap_or_default(),
        1 => registry.delete(who, at).unwrap_or_default(),
        2 => registry.block(who, at).unwrap_or_default(),
        3 => registry.kick_device(who, device, at).unwrap_or_default(),
        4 => {
            let valid_after = registry.valid_after(who);
            let undone = valid_after.map(|valid_after| registry.undo_kick(who, valid_after));
            undone.map(Result::unwrap_or_default).unwrap_or_default()
        }
        _ => {
            let _ = registry.unblock(who);
            Vec::new()
        }
    }
}

/// The same state in a new process, which was spread over threads in between or not.
fn restarted(registry: &mut Registry, rng: &mut Rng, now: u64) -> Registry {
    let (at, settings) = (UnixMillis::from(UnixTime::from_secs(now)), *registry.settings());
    let mut saved = registry.save(at).to_saved();
    if rng.below(2) == 0 {
        let shards = NonZeroU8::new(1 + rng.below(5) as u8).unwrap();
        let spread = ShardedRegistry::restore(saved.clone(), [], settings, shards, 0, at).unwrap();
        saved = spread.save(at, |snapshot| {
            assert!(snapshot.generation() > saved.generation());
            snapshot.to_saved()
        });
    }
    Registry::restore(saved, [], settings, 0, at).unwrap()
}
