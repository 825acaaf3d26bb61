//! Requests on a link that has a session already.

use std::num::NonZeroU8;

use usersig::{Lifetime, Signer, UserId};
use usersig_login::client::{Request, TicketText};
use usersig_login::exchange::Link;
use usersig_login::platform::Platform::IPhone;
use usersig_login::service::{AppSettings, ServiceEvent, ShardedRegistry, Status};

use crate::support::fixture::{DAY, HOME, app, at, device, key, registry, second, text, user, verifier};

fn login(name: &str, now: u64) -> Request {
    Request::Login { user_id: user(name), user_sig: text(name, now, DAY) }
}

fn told(events: &[ServiceEvent]) -> Vec<String> {
    let told = events.iter().map(|event| match event {
        ServiceEvent::KickUndone { .. } => "undone".to_owned(),
        ServiceEvent::KickedOffline(connection) => format!("kicked {}", connection.user_id),
        ServiceEvent::StateChanged(change) => format!("{} {}", change.change.action(), change.user_id),
        ServiceEvent::UserSigExpired(connection) => format!("expired {}", connection.user_id),
    });
    told.collect()
}

#[test]
fn the_same_user_again_replaces_the_session_and_pushes_nothing_to_its_own_link() {
    let (mut registry, verifier) = (registry(), verifier());
    let mut link = Link::new(device(IPhone), HOME);
    let first = registry.serve(&mut link, &login("alice", 0), &verifier, at(0));
    let second = registry.serve(&mut link, &login("alice", 1), &verifier, at(1));
    assert_eq!((first.code.number(), second.code.number()), (0, 0));
    assert_eq!(told(&second.events), ["Login alice"]);
    assert!(registry.request(first.session.unwrap(), at(2)).is_err());
    assert_eq!(registry.counts().online_sessions, 1);
    assert_eq!(registry.serve(&mut link, &Request::Heartbeat, &verifier, at(2)).code.number(), 0);
}

#[test]
fn another_user_on_the_link_logs_out_the_user_before() {
    let (mut registry, verifier) = (registry(), verifier());
    let mut link = Link::new(device(IPhone), HOME);
    registry.serve(&mut link, &login("alice", 0), &verifier, at(0));
    let served = registry.serve(&mut link, &login("bob", 1), &verifier, at(1));
    assert_eq!(told(&served.events), ["Logout alice", "Login bob"]);
    let status = |name| registry.presence(&user(name)).unwrap().status;
    assert_eq!((status("alice"), status("bob")), (Status::Offline, Status::Online), "not push-online either");
}

#[test]
fn a_refused_login_of_another_user_leaves_the_session_on_the_link() {
    let (mut registry, verifier) = (registry(), verifier());
    let mut link = Link::new(device(IPhone), HOME);
    registry.serve(&mut link, &login("alice", 0), &verifier, at(0));
    let dead = Request::Login { user_id: user("bob"), user_sig: text("bob", 0, 1) };
    let served = registry.serve(&mut link, &dead, &verifier, at(5));
    assert_eq!((served.code.number(), told(&served.events)), (70001, vec![]));
    assert_eq!(registry.serve(&mut link, &Request::Heartbeat, &verifier, at(6)).code.number(), 0);
    assert_eq!(registry.presence(&user("alice")).unwrap().status, Status::Online);
}

#[test]
fn another_user_who_reconnects_on_the_link_logs_out_the_user_before() {
    let (mut registry, verifier) = (registry(), verifier());
    let (mut old, mut link) = (Link::new(device(IPhone), HOME), Link::new(device(IPhone), HOME));
    registry.serve(&mut old, &login("bob", 0), &verifier, at(0));
    registry.serve(&mut link, &login("alice", 1), &verifier, at(1));
    let back = Request::Reconnect { user_id: user("bob"), user_sig: text("bob", 0, DAY), session: old.session() };
    let served = registry.serve(&mut link, &back, &verifier, at(2));
    assert_eq!(told(&served.events), ["Logout alice", "Login bob"]);
    assert!(registry.close(&mut old, at(3)).is_empty(), "bob's session has moved");
}

#[test]
fn the_user_before_is_logged_out_on_its_own_shard() {
    let all = ShardedRegistry::new(app(), AppSettings::default(), NonZeroU8::new(16).unwrap());
    let (verifier, signer) = (verifier(), Signer::new(app(), &key()));
    let mut link = Link::new(device(IPhone), HOME);
    let mut before: Option<UserId> = None;
    for number in 0..100 {
        let user_id = user(&format!("user{number}"));
        let user_sig = TicketText::new(signer.user_sig(&user_id, Lifetime::DAY, second(0)).as_str());
        let served = all.serve(&mut link, &Request::Login { user_id, user_sig }, &verifier, at(1));
        let logout = before.map(|before| format!("Logout {before}"));
        assert_eq!(told(&served.events), logout.into_iter().chain([format!("Login {user_id}")]).collect::<Vec<_>>());
        assert_eq!(all.counts().online_users, 1);
        before = Some(user_id);
    }
    assert_eq!(told(&all.close(&mut link, at(2))), ["Disconnect user99"]);
}
