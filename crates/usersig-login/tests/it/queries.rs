//! Pages, counts, sessions, and kicks of one device.

use std::collections::HashSet;
use std::num::NonZeroU8;

use usersig_login::client::{Callback, Request};
use usersig_login::exchange::Link;
use usersig_login::platform::Platform::{IPhone, Mac, Web};
use usersig_login::service::{
    AccountKickNotice, AppSettings, FORCED_LOGOUT, ReconnectRefused, ShardedRegistry, Status,
};

use crate::support::fixture::{
    DAY, HOME, app, at, changes, claims, device, kicked_devices, login, registry, registry_with, text, user, verifier,
};
use crate::support::world::World;

#[test]
fn every_account_is_on_exactly_one_page() {
    let mut registry = registry();
    for n in 0..2500 {
        registry.import(&user(&format!("user{n}"))).unwrap();
    }
    for n in (0..2500).step_by(3) {
        registry.delete(&user(&format!("user{n}")), at(0)).unwrap();
    }
    for limit in [1, 7, 100, 10_000] {
        let (mut seen, mut start) = (HashSet::new(), None);
        loop {
            let page = registry.accounts(start, limit);
            assert!(page.accounts.len() <= limit);
            for account in &page.accounts {
                assert!(seen.insert(account.user_id), "{} is on two pages", account.user_id);
            }
            start = page.next;
            if start.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), registry.counts().accounts);
    }
}

#[test]
fn users_who_are_online_are_listed_and_counted() {
    let mut registry = registry();
    for n in 0..1000 {
        registry.import(&user(&format!("user{n}"))).unwrap();
    }
    for n in [3, 700, 999] {
        login(&mut registry, &format!("user{n}"), device(Web), 0).unwrap();
        login(&mut registry, &format!("user{n}"), device(Mac), 0).unwrap();
    }
    let (mut online, mut start) = (Vec::new(), None);
    loop {
        let page = registry.online_users(start, 2);
        online.extend(page.accounts.iter().map(|account| account.user_id));
        start = page.next;
        if start.is_none() {
            break;
        }
    }
    assert_eq!(online, ["user3", "user700", "user999"].map(user));
    let counts = registry.counts();
    assert_eq!((counts.accounts, counts.online_users, counts.online_sessions), (1000, 3, 6));
}

#[test]
fn the_sessions_of_a_user_are_listed_in_the_order_of_their_logins() {
    let mut registry = registry();
    let phone = login(&mut registry, "alice", device(IPhone), 0).unwrap().session;
    let page = login(&mut registry, "alice", device(Web), 1).unwrap().session;
    registry.disconnect(phone, at(2));
    let sessions = registry.sessions(&user("alice")).unwrap();
    let shown: Vec<_> = sessions.iter().map(|info| (info.session, info.device, info.status)).collect();
    assert_eq!(shown, [(phone, device(IPhone), Status::PushOnline), (page, device(Web), Status::Online)]);
    assert_eq!(registry.connection(page).unwrap().user_id, user("alice"));
    assert_eq!(registry.connection(phone), None, "it is not connected");
}

#[test]
fn a_login_names_the_session_it_replaced() {
    let mut registry = registry();
    let first = login(&mut registry, "alice", device(Web), 0).unwrap();
    let second = login(&mut registry, "alice", device(Web), 1).unwrap();
    assert_eq!((first.replaced, second.replaced), (None, Some(first.session)));
    assert_eq!(kicked_devices(&second.events), [device(Web)], "it may be another browser with the same id");
}

#[test]
fn one_device_is_kicked_and_the_others_stay() {
    for by_session in [true, false] {
        let mut registry = registry();
        let phone = login(&mut registry, "alice", device(IPhone), 0).unwrap().session;
        let page = login(&mut registry, "alice", device(Web), 0).unwrap().session;
        let events = if by_session {
            registry.kick_session(phone, at(1))
        } else {
            registry.kick_device(&user("alice"), device(IPhone), at(1))
        };
        let events = events.unwrap();
        assert_eq!(kicked_devices(&events), [device(IPhone)]);
        assert_eq!(changes(&events)[0].change, FORCED_LOGOUT);
        assert!(registry.request(phone, at(2)).is_err() && registry.request(page, at(2)).is_ok());
        let back = registry.reconnect(&claims("alice", 0, DAY), device(IPhone), Some(phone), at(2));
        assert_eq!(back, Err(ReconnectRefused::Kicked), "the push may have been lost");
        assert!(login(&mut registry, "alice", device(IPhone), 3).is_ok());
    }
}

#[test]
fn a_rest_kick_is_told_in_one_way_to_devices_that_are_connected_and_away() {
    for (notice, callback) in [
        (AccountKickNotice::KickedOffline, Callback::KickedOffline),
        (AccountKickNotice::UserSigExpired, Callback::UserSigExpired),
    ] {
        let mut w = World::new(AppSettings { account_kick_notice: notice, ..AppSettings::default() });
        let (phone, page) = (w.ready(IPhone), w.ready(Web));
        for gadget in [phone, page] {
            w.login(gadget, "alice");
        }
        w.link(phone, false);
        w.pass(500);
        w.kick_account("alice");
        w.link(page, false);
        w.link(page, true);
        w.link(phone, true);
        for gadget in [phone, page] {
            let heard = [Callback::KickedOffline, Callback::UserSigExpired].map(|callback| w.heard(gadget, callback));
            assert_eq!((w.heard(gadget, callback), heard.iter().sum::<usize>()), (1, 1), "{notice:?} {gadget}");
        }
    }
}

#[test]
fn a_plan_can_be_upgraded_while_users_are_online() {
    let mut registry =
        registry_with(AppSettings { accounts_allowed: 1, daily_users_allowed: 1, ..AppSettings::default() });
    login(&mut registry, "a", device(Web), 0).unwrap();
    assert_eq!(login(&mut registry, "b", device(Web), 0).unwrap_err().code().number(), 70398);
    registry.set_settings(AppSettings { daily_users_allowed: 1, ..AppSettings::default() });
    assert_eq!(login(&mut registry, "b", device(Web), 0).unwrap_err().code().number(), 72000);
    registry.set_settings(AppSettings::default());
    assert!(login(&mut registry, "b", device(Web), 0).is_ok());
}

#[test]
fn the_daily_quota_holds_also_if_the_clock_hops_by_a_day() {
    let mut registry = registry_with(AppSettings { daily_users_allowed: 3, ..AppSettings::default() });
    for n in 0..3 {
        login(&mut registry, &format!("user{n}"), device(Web), 0).unwrap();
    }
    login(&mut registry, "user0", device(Web), DAY).unwrap();
    for n in 3..100 {
        let refused = login(&mut registry, &format!("user{n}"), device(Web), 0).unwrap_err();
        assert_eq!(refused.code().number(), 72000);
    }
    assert_eq!((registry.daily_active_users(at(0)), registry.daily_active_users(at(DAY))), (3, 1));
}

#[test]
fn shards_share_exact_quotas_and_counts() {
    let settings = AppSettings { accounts_allowed: 1000, ..AppSettings::default() };
    let app = ShardedRegistry::new(app(), settings, NonZeroU8::new(16).unwrap());
    let verifier = verifier();
    std::thread::scope(|scope| {
        for thread in 0..2 {
            let (app, verifier) = (&app, &verifier);
            scope.spawn(move || {
                for n in 0..800 {
                    let name = format!("user{thread}-{n}");
                    let mut link = Link::new(device(IPhone), HOME);
                    let request = Request::Login { user_id: user(&name), user_sig: text(&name, 0, DAY) };
                    let code = app.serve(&mut link, &request, verifier, at(0)).code.number();
                    assert!(code == 0 || code == 70398, "{code}");
                    let beat = app.serve(&mut link, &Request::Heartbeat, verifier, at(1)).code.number();
                    assert_eq!(beat, if code == 0 { 0 } else { 6014 });
                }
            });
        }
    });
    let counts = app.counts();
    assert_eq!((counts.accounts, counts.online_users, counts.online_sessions), (1000, 1000, 1000));
    let saved = app.save(at(2), |snapshot| {
        assert_eq!(snapshot.generation(), 1);
        snapshot.to_saved()
    });
    let again = ShardedRegistry::restore(saved, [], settings, NonZeroU8::new(3).unwrap(), 1, at(3)).unwrap();
    assert_eq!(again.counts(), counts);
    let refused = again.with_user(&user("new"), |shard| login(shard, "new", device(Web), 3)).unwrap_err();
    assert_eq!(refused.code().number(), 70398);
    assert_eq!(again.poll_timeout(), Some(at(403)));
    let mut events = 0;
    while again.poll_timeout().is_some_and(|due_at| due_at <= at(403)) {
        events += again.handle_timeout(at(403), 10).len();
    }
    assert_eq!((events, again.counts().online_users), (1000, 0));
}
