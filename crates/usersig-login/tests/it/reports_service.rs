//! Documents and reports about the service, each rebuilt as a sequence.

use usersig::UnixTime;
use usersig_login::UnixMillis;
use usersig_login::client::{Action, Api, Callback, Client, ClientSettings, ConversationsOfNobody, Event, Request};
use usersig_login::platform::Framework;
use usersig_login::platform::Platform::{Android, IPad, IPhone, Linux, Web, Windows};
use usersig_login::policy::{InstanceLimits, LoginSettings};
use usersig_login::service::{AppSettings, Device, ExpiryNotice, Registry, ServiceEvent, Status, UtcOffset, heartbeat};

use crate::support::clients::{SEC, alices_client, answered};
use crate::support::fixture::{DAY, HOME, app, at, changes, claims, claims_of, device, registry_with, text, user};
use crate::support::world::World;

// 269/2570 of 2025-10-30, on Web. If the page is open and the network is gone, Disconnect(LinkClose) follows after 60
// s.
#[test]
fn a_page_that_lost_its_network_is_reported_after_60_seconds_as_a_closed_link() {
    for platform in [Web, Framework::MiniProgram.platform()] {
        let mut w = World::plain();
        let g = w.ready(platform);
        w.login(g, "alice");
        w.link(g, false);
        w.pass(61);
        let last = w.changes.last().unwrap();
        assert_eq!((last.change.action(), last.change.reason()), ("Disconnect", "LinkClose"));
        assert_eq!(w.presence("alice"), Status::Offline);
    }
}

// 269/2570. After a reconnect the end of the old link is not reported.
#[test]
fn reconnect_before_the_end_of_the_old_link() {
    let mut w = World::plain();
    let g = w.ready(IPhone);
    w.login(g, "alice");
    let old = w.session(g).unwrap();
    w.pass(60);
    w.link(g, false);
    w.link(g, true);
    let n = w.changes.len();
    assert_eq!(w.registry.disconnect(old, w.at()), []);
    assert!(w.registry.logout(old, w.at()).is_err());
    w.pass(395);
    assert_eq!(w.changes.len(), n);
    w.pass(6);
    assert_eq!(w.changes.len(), n + 1);
}

// 269/81908 "单个用户当日登录计为 1 个 DAU，同一用户重复登录时不累加". Abroad MAU is counted (1047/47971).
#[test]
fn daily_and_monthly_users_across_midnight_and_new_year() {
    let mut w = World::plain();
    let g = w.ready(IPhone);
    let to_midnight = 64_000; // 2023-11-15T00:00:00+08:00 less T0
    w.pass(to_midnight - 1);
    w.login(g, "alice");
    w.logout(g);
    assert_eq!(w.registry.daily_active_users(w.at()), 1);
    w.pass(1);
    assert_eq!(w.registry.daily_active_users(w.at()), 0);
    w.login(g, "alice");
    assert_eq!((w.registry.daily_active_users(w.at()), w.registry.monthly_active_users(w.at())), (1, 1));
    w.pass(47 * DAY); // 2024-01-01
    w.logout(g);
    w.login(g, "alice");
    assert_eq!((w.registry.daily_active_users(w.at()), w.registry.monthly_active_users(w.at())), (1, 1));
    for (offset, midnight) in [(-14 * 60, 0), (14 * 60, 0), (330, 0), (-210, 0)] {
        let utc_offset = UtcOffset::from_minutes(offset).unwrap();
        let mut r = Registry::new(app(), AppSettings { utc_offset, ..Default::default() });
        let seconds = u64::try_from(86_400 * 19_700 - i64::from(offset) * 60 + midnight).unwrap();
        let c = claims_of(app(), "alice", UnixTime::from_secs(seconds - 10), DAY);
        let at = |seconds: u64| UnixMillis::from_millis(seconds * 1000);
        r.login(&c, Device::new(IPhone, 1), HOME, at(seconds - 1)).unwrap();
        assert_eq!((r.daily_active_users(at(seconds - 1)), r.daily_active_users(at(seconds))), (1, 0), "{offset}");
    }
}

// 269/77538. Of two pages a1 and a2, a1.logout() leaves a2. A third page kicks the one that logged in first.
#[test]
fn pages() {
    let limits = InstanceLimits::default().with(Web, 2).unwrap();
    let mut w = World::new(AppSettings { login: LoginSettings { limits, ..Default::default() }, ..Default::default() });
    let p: Vec<_> = (0..4).map(|_| w.ready(Web)).collect();
    w.login(p[0], "alice");
    w.pass(1);
    w.login(p[1], "alice");
    w.pass(1);
    w.login(p[2], "alice");
    assert_eq!([0, 1, 2].map(|n| w.who(p[n]).is_some()), [false, true, true]);
    w.logout(p[1]);
    assert_eq!(w.who(p[2]), Some("alice"));
    w.login(p[3], "alice");
    assert_eq!([0, 1, 2, 3].map(|n| w.heard(p[n], Callback::KickedOffline)), [1, 0, 0, 0]);
}

// The log in TIMSDK#586 has SSO code -10003 at stat_reg, then OnUserSigExpired and 6206. By TIMErrorCode.h, -10001 and
// -10003 say that the internal key and ticket are over.
#[test]
fn an_internal_ticket_that_is_over_at_the_reconnect_is_told_as_an_expired_ticket() {
    for code in [-10003, -10001] {
        let mut client = alices_client();
        client.handle(Event::Connecting, SEC);
        let actions = client.handle(Event::Connected, SEC);
        let Some(Action::Send(attempt, Request::Reconnect { .. })) = actions.last() else { panic!("{actions:?}") };
        let actions = client.handle(answered(*attempt, code), SEC);
        assert_eq!(actions, [Action::Notify(Callback::UserSigExpired)], "{code}");
    }
}

// 269/3665. A killed process is PushOnline for 7 days, a process in the background is Online, and flight mode shows
// after 400 s.
#[test]
fn push_online() {
    for (platform, pushed) in
        [(Android, true), (IPhone, true), (IPad, true), (Windows, false), (Linux, false), (Web, false)]
    {
        let mut w = World::plain();
        let g = w.ready(platform);
        w.login_with(g, "alice", &text("alice", 0, 30 * DAY));
        // A page is silent for less than 60 s (269/2570).
        let interval = heartbeat(platform).as_secs();
        for _ in 0..100 {
            w.pass(interval);
            assert_eq!(w.beat(g), 0);
        }
        assert_eq!(w.presence("alice"), Status::Online, "in the background, alive");
        w.happens(g, Event::UnInit);
        let then = if pushed { Status::PushOnline } else { Status::Offline };
        assert_eq!(w.presence("alice"), then, "{platform}");
        w.pass(7 * DAY - 1);
        assert_eq!(w.presence("alice"), then);
        w.pass(1);
        assert_eq!(w.presence("alice"), Status::Offline);
    }
}

// TIMErrorCode.h has 6004 for getConversation when not logged in.
#[test]
fn conversations_of_nobody_are_6004_by_the_header_and_6014_by_the_error_code_page() {
    for (source, code) in [(ConversationsOfNobody::Header, 6004), (ConversationsOfNobody::ErrorCodePage, 6014)] {
        let mut w = World::plain();
        let settings = ClientSettings { conversations_of_nobody: source, ..ClientSettings::default() };
        let g = w.add_client(device(IPhone), Client::new(settings));
        w.init(g);
        assert_eq!(w.api(g, Api::Conversations), code);
    }
}

// F22 of the reports. After an expiry that was told, the webhook and the query agree until the session ends.
#[test]
fn after_an_expiry_at_the_second_the_query_and_the_webhook_agree() {
    let settings = AppSettings { expiry_notice: ExpiryNotice::AtTheSecond, ..AppSettings::default() };
    let mut registry = registry_with(settings);
    registry.login(&claims("alice", 0, 60), device(IPhone), HOME, at(0)).unwrap();
    let told = registry.handle_timeout(at(61), 10);
    assert!(matches!(told[..], [ServiceEvent::UserSigExpired(_)]), "no change of state: {told:?}");
    assert_eq!(registry.presence(&user("alice")).unwrap().status, Status::Online);
    let ended = registry.handle_timeout(at(400), 10);
    assert_eq!(changes(&ended).iter().map(|change| change.change.reason()).collect::<Vec<_>>(), ["TimeOut"]);
    assert_eq!(registry.presence(&user("alice")).unwrap().status, Status::Offline);
}
