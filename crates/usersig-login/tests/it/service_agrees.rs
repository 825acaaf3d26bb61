//! The service and its slow model do the same, whatever they are asked.

use std::collections::{BTreeMap, HashMap};
use std::net::{IpAddr, Ipv4Addr};

use usersig::{ErrorCode, UnixTime, UserId, VerifiedClaims, VerifyError};
use usersig_login::UnixMillis;
use usersig_login::platform::Platform;
use usersig_login::policy::{InstanceLimits, LoginSettings, MultiDevicePolicy};
use usersig_login::service::{
    AccountKickNotice, AppSettings, Change, Counts, Device, ExpiryNotice, KickSecond, KickedWhileAway, LoggedIn,
    RefusalLimit, Registration, Registry, SavedState, ServiceEvent, SessionId, UtcOffset, WebLinkLoss,
};

use crate::model::accounts::changed;
use crate::model::calendar::date;
use crate::model::state::{Entry, Label, Model, ModelAccount, Told};
use crate::support::fixture::{T, claims, refusal, registry_with, user};
use crate::support::random::{Rng, operations};

const USERS: [&str; 5] = ["alice", "bob", "carol", "dave", "erin"];
const EPISODE: u64 = 4000;
const TICKETS_EVERY: u64 = 500;
const TICKETS: u64 = 120;
const LIFETIMES: [u64; 4] = [30, 500, 5000, 20 * 86_400];

/// Tickets of every user, issued all along an episode.
struct Tickets(Vec<Vec<VerifiedClaims>>, VerifyError);

impl Tickets {
    fn new() -> Self {
        let issued = (0..TICKETS).map(|n| n * TICKETS_EVERY);
        let all =
            |name: &&str| issued.clone().flat_map(|at| LIFETIMES.map(|lifetime| claims(name, at, lifetime))).collect();
        Self(USERS.iter().map(all).collect(), refusal("alice"))
    }

    /// Mostly one that was issued lately.
    fn one(&self, name: usize, now: u64, rng: &mut Rng) -> &VerifiedClaims {
        let latest = ((now - T) / TICKETS_EVERY).min(TICKETS - 1);
        let issued = if rng.below(4) == 0 { rng.below(latest + 1) } else { latest };
        let lifetime = if rng.below(2) == 0 { 3 } else { rng.below(4) };
        &self.0[name][usize::try_from(issued * 4 + lifetime).unwrap()]
    }
}

fn settings(rng: &mut Rng) -> (AppSettings, i64) {
    let minutes = i32::try_from(rng.below(1681)).unwrap() - 840;
    let settings = AppSettings {
        login: login_settings(rng),
        accounts_allowed: *rng.pick(&[2, 4, u32::MAX, u32::MAX]),
        daily_users_allowed: *rng.pick(&[2, 4, u32::MAX, u32::MAX]),
        utc_offset: UtcOffset::from_minutes(minutes).unwrap(),
        kicked_while_away: *rng.pick(&[KickedWhileAway::IsTold, KickedWhileAway::LogsIn]),
        expiry_notice: *rng.pick(&[ExpiryNotice::AtTheNextRequest, ExpiryNotice::AtTheSecond]),
        refusal_limit: RefusalLimit {
            allowed: u32::try_from(rng.below(5)).unwrap(),
            keys: usize::try_from(rng.below(8)).unwrap(),
        },
        account_kick_notice: *rng.pick(&[AccountKickNotice::KickedOffline, AccountKickNotice::UserSigExpired]),
        kick_second: *rng.pick(&[KickSecond::Refused, KickSecond::Accepted]),
        web_link_loss: *rng.pick(&[WebLinkLoss::Edition2025, WebLinkLoss::Edition2020]),
        ..AppSettings::default()
    };
    (settings, i64::from(minutes) * 60)
}

fn login_settings(rng: &mut Rng) -> LoginSettings {
    let mut limits = InstanceLimits::default();
    for platform in Platform::ALL {
        let limit = 1 + u8::try_from(rng.below(3)).unwrap();
        limits = limits.with(platform, limit).unwrap();
    }
    LoginSettings { policy: *rng.pick(&MultiDevicePolicy::ALL), limits }
}

/// Both, the names each has for the other's sessions, and the clock.
struct Pair<'a> {
    registry: Registry,
    model: Model,
    tickets: &'a Tickets,
    labels: HashMap<SessionId, Label>,
    sessions: Vec<SessionId>,
    now: u64,
    happened: HashMap<String, u64>,
}

impl<'a> Pair<'a> {
    fn new(tickets: &'a Tickets, rng: &mut Rng) -> Self {
        let (settings, offset) = settings(rng);
        let (registry, model) = (registry_with(settings), Model::new(settings, offset));
        let (labels, sessions, happened) = (HashMap::new(), Vec::new(), HashMap::new());
        Self { registry, model, tickets, labels, sessions, now: T, happened }
    }

    fn step(&mut self, rng: &mut Rng) {
        self.tick(rng);
        let name = usize::try_from(rng.below(USERS.len() as u64)).unwrap();
        let who = user(USERS[name]);
        match rng.below(100) {
            0..30 => self.login(name, rng),
            30..38 => self.reconnect(name, rng),
            38..53 => self.request(rng),
            53..59 => self.renew(name, rng),
            59..62 => self.logout(rng),
            62..64 => self.logout_device(&who, rng),
            64..72 => self.disconnect(rng),
            72..85 => self.handle_timeout(),
            85 if rng.below(3) == 0 => self.kick(&who),
            86 if rng.below(2) == 0 => self.block(&who),
            85..90 => self.unblock(&who),
            90 => self.undo_kick(&who, rng),
            91 => self.kick_device(&who, rng),
            92 => self.delete(&who),
            93 => self.import(&who),
            94..97 => self.refuse(&who, rng),
            97 if rng.below(20) == 0 => self.restart(),
            _ => self.change_settings(rng),
        }
        self.compare(&who);
    }

    /// Mostly a little later, sometimes much later, or earlier.
    fn tick(&mut self, rng: &mut Rng) {
        let later = match rng.below(10_000) {
            0..4 => 86_400 * rng.below(9),
            4..2000 => rng.below(130),
            2000..2100 => rng.below(500),
            _ => 0,
        };
        self.now += later;
        match rng.below(2000) {
            0..4 => self.now = self.now.saturating_sub(rng.below(1000)).max(T),
            // A clock that is wrong by days.
            4 => self.now = self.now.saturating_sub(86_400 * rng.below(3)).max(T),
            _ => {}
        }
    }

    fn time(&self) -> UnixMillis {
        UnixMillis::from_millis(self.now * 1000)
    }

    fn device(rng: &mut Rng) -> Device {
        Device::new(*rng.pick(&Platform::ALL), rng.below(4))
    }

    fn some_session(&self, rng: &mut Rng) -> Option<(SessionId, Label)> {
        let recent = self.sessions.len().saturating_sub(30);
        let session = (!self.sessions.is_empty()).then(|| *rng.pick(&self.sessions[recent..]))?;
        Some((session, self.labels[&session]))
    }

    fn login(&mut self, name: usize, rng: &mut Rng) {
        let claims = self.tickets.one(name, self.now, rng);
        let (device, source) = (Self::device(rng), u8::try_from(rng.below(2)).unwrap());
        let real = self.registry.login(claims, device, ip(source), self.time());
        let real = real.map_err(|refused| refused.code().number());
        let model = self.model.login(claims, device, source, self.now);
        self.note("login", real.as_ref().map_or_else(|code| *code, |_| 0));
        match (real, model) {
            (Ok(real), Ok(((label, told), is_new))) => {
                assert_eq!(real.registration == Registration::New, is_new);
                self.same_arrival(&real, label, told);
            }
            (real, model) => assert_eq!(real.map(drop), model.map(drop)),
        }
    }

    fn reconnect(&mut self, name: usize, rng: &mut Rng) {
        let claims = self.tickets.one(name, self.now, rng);
        let known = self.some_session(rng);
        let device = match known.and_then(|(_, label)| self.model.entry(label)) {
            Some((_, entry)) if rng.below(4) > 0 => entry.device,
            _ => Self::device(rng),
        };
        // The client may know a session of this user.
        let mut is_of_user = |label| self.model.entry(label).is_some_and(|(owner, _)| owner == *claims.user_id());
        let previous = known.filter(|_| rng.below(2) == 0).filter(|(_, label)| is_of_user(*label));
        let real = self.registry.reconnect(claims, device, previous.map(|(session, _)| session), self.time());
        let real = real.map_err(|refused| refused.code().number());
        let model = self.model.reconnect(claims, device, previous.map(|(_, label)| label), self.now);
        self.note("reconnect", real.as_ref().map_or_else(|code| *code, |_| 0));
        match (real, model) {
            (Ok(real), Ok((label, told))) => self.same_arrival(&real, label, told),
            (real, model) => assert_eq!(real.map(drop), model.map(drop)),
        }
    }

    fn same_arrival(&mut self, real: &LoggedIn, label: Label, told: Vec<Told>) {
        let [others @ .., ServiceEvent::StateChanged(change)] = &real.events[..] else { panic!("{real:?}") };
        self.same_events(others, told);
        assert_eq!((change.change, change.at), (Change::LoggedIn, self.time()));
        assert_eq!(self.labels.insert(real.session, label), None, "an id is used twice");
        self.sessions.push(real.session);
    }

    fn request(&mut self, rng: &mut Rng) {
        let Some((session, label)) = self.some_session(rng) else { return };
        let real = self.registry.request(session, self.time()).map_or_else(|refused| refused.code().number(), |()| 0);
        self.note("request", real);
        assert_eq!(real, self.model.request(label, self.now));
    }

    fn renew(&mut self, name: usize, rng: &mut Rng) {
        let Some((session, label)) = self.some_session(rng) else { return };
        let own = self.model.entry(label).and_then(|(owner, _)| USERS.iter().position(|name| user(name) == owner));
        let name = own.filter(|_| rng.below(4) > 0).unwrap_or(name);
        let claims = self.tickets.one(name, self.now, rng);
        let real = self.registry.renew(session, claims, self.time());
        let real = real.map_or_else(|refused| refused.code().number(), |()| 0);
        self.note("renew", real);
        assert_eq!(real, self.model.renew(label, claims, self.now));
    }

    fn logout(&mut self, rng: &mut Rng) {
        let Some((session, label)) = self.some_session(rng) else { return };
        let real = self.registry.logout(session, self.time()).unwrap_or_default();
        let model = self.model.logout(label, self.now);
        self.same_events(&real, model.into_iter().collect());
    }

    fn logout_device(&mut self, who: &UserId, rng: &mut Rng) {
        let (device, named) = (Self::device(rng), self.some_session(rng).filter(|_| rng.below(2) == 0));
        let mut is_of_user = |label| self.model.entry(label).is_some_and(|(owner, _)| owner == *who);
        let named = named.filter(|(_, label)| is_of_user(*label));
        let real = self.registry.logout_device(who, device, named.map(|(session, _)| session), self.time());
        let model = self.model.logout_device(who, device, named.map(|(_, label)| label), self.now);
        assert_eq!(real.is_ok(), model.is_some());
        self.same_events(&real.unwrap_or_default(), model.unwrap_or_default());
    }

    fn disconnect(&mut self, rng: &mut Rng) {
        let Some((session, label)) = self.some_session(rng) else { return };
        let real = self.registry.disconnect(session, self.time());
        let model = self.model.lose(label, "LinkClose", self.now);
        self.same_events(&real, model.into_iter().collect());
    }

    fn handle_timeout(&mut self) {
        let mut real = Vec::new();
        while self.registry.poll_timeout().is_some_and(|due_at| due_at <= self.time()) {
            real.extend(self.registry.handle_timeout(self.time(), 3));
        }
        for event in &real {
            self.note(if matches!(event, ServiceEvent::UserSigExpired(_)) { "told" } else { "dropped" }, 0);
        }
        let model = self.model.handle_timeout(self.now);
        self.same_events(&real, model);
    }

    fn same_events(&self, real: &[ServiceEvent], mut model: Vec<Told>) {
        let told = |event: &ServiceEvent| match event {
            ServiceEvent::KickUndone { .. } => panic!("nothing was undone"),
            ServiceEvent::KickedOffline(connection) => Told::Kicked(self.labels[&connection.session]),
            ServiceEvent::StateChanged(change) => {
                Told::Changed(change.user_id, change.platform, change.change.reason(), change.at.second().as_secs())
            }
            ServiceEvent::UserSigExpired(connection) => Told::Expired(self.labels[&connection.session]),
        };
        let mut real: Vec<Told> = real.iter().map(told).collect();
        real.sort();
        model.sort();
        assert_eq!(real, model);
    }

    fn kick(&mut self, who: &UserId) {
        let real = self.registry.kick_account(who, self.time());
        let model = self.model.kick_account(who, self.now);
        self.same_events(&real.unwrap_or_default(), model);
    }

    fn undo_kick(&mut self, who: &UserId, rng: &mut Rng) {
        let known = self.registry.valid_after(who).map_or(T, UnixTime::as_secs);
        let valid_after = known - u64::from(rng.below(3) == 0);
        let real = self.registry.undo_kick(who, UnixTime::from_secs(valid_after)).is_ok();
        assert_eq!(real, self.model.undo_kick(who, valid_after));
        self.note("undone", i32::from(!real));
    }

    fn kick_device(&mut self, who: &UserId, rng: &mut Rng) {
        let device = Self::device(rng);
        let real = self.registry.kick_device(who, device, self.time());
        let entries = self.model.account(who).map(|account| account.entries.clone()).unwrap_or_default();
        let own = entries.iter().find(|entry| entry.device == device && entry.holds_a_place());
        assert_eq!(real.is_ok(), own.is_some());
        let Some(own) = own else { return };
        let mut model: Vec<Told> = changed(who, own, self.now).into_iter().collect();
        model.extend(self.model.kick(own.label, self.now));
        self.same_events(&real.unwrap_or_default(), model);
        self.note("kicked device", 0);
    }

    fn block(&mut self, who: &UserId) {
        let real = self.registry.block(who, self.time());
        if let Some(account) = self.model.account(who) {
            account.is_blocked = true;
        }
        let model = self.model.put_out(who, self.now, Told::Kicked);
        self.same_events(&real.unwrap_or_default(), model);
    }

    fn unblock(&mut self, who: &UserId) {
        let is_there = self.registry.unblock(who).is_ok();
        assert_eq!(self.model.account(who).map(|account| account.is_blocked = false).is_some(), is_there);
    }

    fn delete(&mut self, who: &UserId) {
        let real = self.registry.delete(who, self.time());
        let model = self.model.put_out(who, self.now, Told::Kicked);
        self.model.accounts.retain(|account| account.user_id != *who);
        self.same_events(&real.unwrap_or_default(), model);
    }

    fn import(&mut self, who: &UserId) {
        let is_there = self.model.account(who).is_some();
        let fits = self.model.accounts.len() < self.model.settings.accounts_allowed as usize;
        assert_eq!(self.registry.import(who).is_ok(), is_there || fits);
        if !is_there && fits {
            self.model.register(*who);
        }
    }

    fn refuse(&mut self, who: &UserId, rng: &mut Rng) {
        let source = u8::try_from(rng.below(2)).unwrap();
        let real = self.registry.count_refusal(who, ip(source), &self.tickets.1, self.time());
        self.note("refused", real.number());
        let is_limited = self.model.count_refusal((*who, source), self.now);
        assert_eq!(real == ErrorCode::FREQ_LIMIT, is_limited);
    }

    fn change_settings(&mut self, rng: &mut Rng) {
        if rng.below(20) == 0 {
            let (other, _) = settings(rng);
            let before = self.model.settings;
            let AppSettings { expiry_notice, utc_offset, web_link_loss, refusal_limit, .. } = before;
            // These apply later: see `Registry::set_settings`.
            let settings = AppSettings { expiry_notice, utc_offset, web_link_loss, refusal_limit, ..other };
            self.model.settings = settings;
            self.registry.set_settings(settings);
        }
    }

    /// The service stops between two calls and starts from what it has written.
    fn restart(&mut self) {
        let snapshot = serde_json::to_string(&self.registry.save(self.time())).unwrap();
        let saved: SavedState = serde_json::from_str(&snapshot).unwrap();
        let generation = saved.generation();
        let settings = *self.registry.settings();
        self.registry = Registry::restore(saved, [], settings, generation, self.time()).unwrap();
        self.model.restart(self.now);
        (self.labels, self.sessions) = (HashMap::new(), Vec::new());
        for account in &self.model.accounts {
            let places = account.entries.iter().filter(|entry| entry.holds_a_place());
            let sessions = self.registry.sessions(&account.user_id).unwrap();
            for (entry, session) in places.zip(sessions) {
                assert_eq!(entry.device, session.device);
                self.labels.insert(session.session, entry.label);
                self.sessions.push(session.session);
            }
        }
        self.note("restarted", 0);
    }

    fn compare(&mut self, who: &UserId) {
        let real = self.registry.presence(who).ok();
        assert_eq!(real.map(|presence| (presence.status, presence.platforms)), self.model.status(who));
        let entries: Vec<_> = self.model.accounts.iter().flat_map(|account| &account.entries).collect();
        let connected = entries.iter().filter(|entry| entry.is_connected()).count();
        let is_online = |account: &&ModelAccount| account.entries.iter().any(Entry::is_connected);
        let counts = Counts {
            accounts: self.model.accounts.len(),
            online_users: self.model.accounts.iter().filter(is_online).count(),
            online_sessions: connected,
            away_sessions: entries.len() - connected,
        };
        assert_eq!(self.registry.counts(), counts);
        let (day, month) = date(self.now, self.model.offset);
        let users = |counts: &BTreeMap<i64, Vec<UserId>>, key: i64| counts.get(&key).map_or(0, Vec::len);
        assert_eq!(self.registry.daily_active_users(self.time()) as usize, users(&self.model.days, day));
        assert_eq!(self.registry.monthly_active_users(self.time()) as usize, users(&self.model.months, month));
        let valid_after = self.model.account(who).and_then(|account| account.kicks.last().copied());
        assert_eq!(self.registry.valid_after(who).map(UnixTime::as_secs), valid_after);
        assert_eq!(self.registry.poll_timeout().is_none(), counts.online_sessions + counts.away_sessions == 0);
    }

    fn note(&mut self, what: &str, code: i32) {
        *self.happened.entry(format!("{what} {code}")).or_default() += 1;
    }
}

fn ip(source: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(192, 0, 2, source))
}

#[test]
fn a_million_random_operations_do_the_same_to_both() {
    let tickets = Tickets::new();
    let mut happened: HashMap<String, u64> = HashMap::new();
    for episode in 0..operations(1_000_000).div_ceil(EPISODE) {
        let mut rng = Rng::new(episode);
        let mut pair = Pair::new(&tickets, &mut rng);
        for operation in 0..EPISODE {
            let step = std::panic::AssertUnwindSafe(|| pair.step(&mut rng));
            let done = std::panic::catch_unwind(step);
            assert!(done.is_ok(), "episode {episode}, operation {operation}");
        }
        for (what, times) in pair.happened {
            *happened.entry(what).or_default() += times;
        }
    }
    let expected = [
        "login 0",
        "login 6208",
        "login 70001",
        "login 70050",
        "login 70051",
        "login 70398",
        "login 72000",
        "reconnect 0",
        "reconnect 6206",
        "reconnect 6208",
        "reconnect 70051",
        "reconnect 70107",
        "request 0",
        "request 6014",
        "request 6206",
        "renew 0",
        "renew 70013",
        "told 0",
        "dropped 0",
        "undone 0",
        "undone 1",
        "kicked device 0",
        "restarted 0",
    ];
    for what in expected {
        assert!(happened.get(what).is_some_and(|times| *times > 100), "{what} in {happened:?}");
    }
}
