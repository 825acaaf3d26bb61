//! The service and its slow model do the same, whatever is asked of them.

mod common;
mod model;

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};

use common::dice::{Dice, operations};
use common::{T, bad_ticket, registry, ticket, user};
use model::{Label, Model, Told, time};
use usersig::{ErrorCode, UserId, VerifiedClaims, VerifyError};
use usersig_login::{
    AppSettings, Device, ExpiryNotice, Happening, Hears, InstanceLimits, KickedWhileAway, LoggedIn, LoginSettings,
    MultiDevicePolicy, Platform, RefusalLimit, Registration, Registry, SessionId, StateChange, UtcOffset,
};

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
            |name: &&str| issued.clone().flat_map(|at| LIFETIMES.map(|lifetime| ticket(name, at, lifetime))).collect();
        Self(USERS.iter().map(all).collect(), bad_ticket("alice"))
    }

    /// Mostly one that was issued lately.
    fn one(&self, name: usize, now: u64, dice: &mut Dice) -> &VerifiedClaims {
        let latest = ((now - T) / TICKETS_EVERY).min(TICKETS - 1);
        let issued = if dice.below(4) == 0 { dice.below(latest + 1) } else { latest };
        let lifetime = if dice.below(2) == 0 { 3 } else { dice.below(4) };
        &self.0[name][usize::try_from(issued * 4 + lifetime).unwrap()]
    }
}

fn settings(dice: &mut Dice) -> (AppSettings, i64) {
    let minutes = i32::try_from(dice.below(1681)).unwrap() - 840;
    let settings = AppSettings {
        login: login_settings(dice),
        accounts_allowed: *dice.one_of(&[2, 4, u32::MAX, u32::MAX]),
        daily_users_allowed: *dice.one_of(&[2, 4, u32::MAX, u32::MAX]),
        utc_offset: UtcOffset::from_minutes(minutes).unwrap(),
        kicked_while_away: *dice.one_of(&[KickedWhileAway::IsTold, KickedWhileAway::LogsIn]),
        expiry_notice: *dice.one_of(&[ExpiryNotice::AtTheNextRequest, ExpiryNotice::AtTheSecond]),
        refusal_limit: RefusalLimit {
            allowed: u32::try_from(dice.below(5)).unwrap(),
            keys: usize::try_from(dice.below(8)).unwrap(),
        },
        ..AppSettings::default()
    };
    (settings, i64::from(minutes) * 60)
}

fn login_settings(dice: &mut Dice) -> LoginSettings {
    let mut limits = InstanceLimits::default();
    for platform in Platform::ALL {
        let limit = 1 + u8::try_from(dice.below(3)).unwrap();
        limits = limits.with(platform, limit).unwrap();
    }
    LoginSettings { policy: *dice.one_of(&MultiDevicePolicy::ALL), limits }
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
    fn new(tickets: &'a Tickets, dice: &mut Dice) -> Self {
        let (settings, offset) = settings(dice);
        let (registry, model) = (registry(settings), Model::new(settings, offset));
        let (labels, sessions, happened) = (HashMap::new(), Vec::new(), HashMap::new());
        Self { registry, model, tickets, labels, sessions, now: T, happened }
    }

    fn step(&mut self, dice: &mut Dice) {
        self.tick(dice);
        let name = usize::try_from(dice.below(USERS.len() as u64)).unwrap();
        let who = user(USERS[name]);
        match dice.below(100) {
            0..30 => self.login(name, dice),
            30..38 => self.reconnect(name, dice),
            38..53 => self.request(dice),
            53..59 => self.renew(name, dice),
            59..63 => self.logout(dice),
            63..72 => self.disconnect(dice),
            72..85 => self.advance(),
            85 if dice.below(3) == 0 => self.kick(&who),
            86 if dice.below(2) == 0 => self.block(&who),
            85..92 => self.unblock(&who),
            92 => self.delete(&who),
            93 => self.import(&who),
            94..97 => self.refuse(&who, dice),
            _ => self.change_settings(dice),
        }
        self.compare(&who);
    }

    /// Mostly a little later, now and then much, or earlier.
    fn tick(&mut self, dice: &mut Dice) {
        let later = match dice.below(10_000) {
            0..4 => 86_400 * dice.below(9),
            4..2000 => dice.below(130),
            2000..2100 => dice.below(500),
            _ => 0,
        };
        self.now += later;
        if dice.below(500) == 0 {
            self.now = self.now.saturating_sub(dice.below(1000)).max(T);
        }
    }

    fn device(dice: &mut Dice) -> Device {
        Device::new(*dice.one_of(&Platform::ALL), dice.below(4))
    }

    fn some_session(&self, dice: &mut Dice) -> Option<(SessionId, Label)> {
        let recent = self.sessions.len().saturating_sub(30);
        let session = (!self.sessions.is_empty()).then(|| *dice.one_of(&self.sessions[recent..]))?;
        Some((session, self.labels[&session]))
    }

    fn login(&mut self, name: usize, dice: &mut Dice) {
        let claims = self.tickets.one(name, self.now, dice);
        let (device, source) = (Self::device(dice), u8::try_from(dice.below(2)).unwrap());
        let real = self.registry.login(claims, device, ip(source), time(self.now));
        let real = real.map_err(|refused| refused.code().number());
        let model = self.model.login(claims, device, source, self.now);
        self.note("login", real.as_ref().map_or_else(|code| *code, |_| 0));
        match (real, model) {
            (Ok(real), Ok((label, is_new, kicked))) => {
                assert_eq!(real.account == Registration::New, is_new);
                self.same_newcomer(&real, label, &kicked);
            }
            (real, model) => {
                assert_eq!(real.map(drop), model.map(drop));
            }
        }
    }

    fn reconnect(&mut self, name: usize, dice: &mut Dice) {
        let claims = self.tickets.one(name, self.now, dice);
        let device = match self.some_session(dice).and_then(|(_, label)| self.model.entry(label)) {
            Some((_, entry)) if dice.below(4) > 0 => entry.device,
            _ => Self::device(dice),
        };
        let real = self.registry.reconnect(claims, device, time(self.now));
        let real = real.map_err(|refused| refused.code().number());
        let model = self.model.reconnect(claims, device, self.now);
        self.note("reconnect", real.as_ref().map_or_else(|code| *code, |_| 0));
        match (real, model) {
            (Ok(real), Ok((label, kicked))) => self.same_newcomer(&real, label, &kicked),
            (real, model) => assert_eq!(real.map(drop), model.map(drop)),
        }
    }

    fn same_newcomer(&mut self, real: &LoggedIn, label: Label, kicked: &[(Label, Hears)]) {
        let real_kicked: Vec<_> =
            real.kicked.iter().map(|kicked| (self.labels[&kicked.connection.session], kicked.hears)).collect();
        assert_eq!(real_kicked, kicked);
        let connected = real.kicked.iter().filter(|kicked| kicked.hears != Hears::WhenItReturns);
        let platforms: Vec<_> = connected.map(|kicked| kicked.connection.device.platform).collect();
        assert_eq!(real.state_change.kicked, platforms);
        assert_eq!(self.labels.insert(real.session, label), None, "a session's name is used twice");
        self.sessions.push(real.session);
    }

    fn request(&mut self, dice: &mut Dice) {
        let Some((session, label)) = self.some_session(dice) else { return };
        let real =
            self.registry.request(session, time(self.now)).map_or_else(|refused| refused.code().number(), |()| 0);
        self.note("request", real);
        assert_eq!(real, self.model.request(label, self.now));
    }

    fn renew(&mut self, name: usize, dice: &mut Dice) {
        let Some((session, label)) = self.some_session(dice) else { return };
        let own = self.model.entry(label).and_then(|(owner, _)| USERS.iter().position(|name| user(name) == owner));
        let name = own.filter(|_| dice.below(4) > 0).unwrap_or(name);
        let claims = self.tickets.one(name, self.now, dice);
        let real = self.registry.renew(session, claims, time(self.now));
        let real = real.map_or_else(|refused| refused.code().number(), |()| 0);
        self.note("renew", real);
        assert_eq!(real, self.model.renew(label, claims, self.now));
    }

    fn logout(&mut self, dice: &mut Dice) {
        let Some((session, label)) = self.some_session(dice) else { return };
        let real = self.registry.logout(session, time(self.now)).ok();
        assert_eq!(real.map(|change| changed(&change)), self.model.logout(label));
    }

    fn disconnect(&mut self, dice: &mut Dice) {
        let Some((session, label)) = self.some_session(dice) else { return };
        let real = self.registry.disconnect(session, time(self.now));
        assert_eq!(real.map(|change| changed(&change)), self.model.lose(label, "LinkClose", self.now));
    }

    fn advance(&mut self) {
        let real = self.registry.advance(time(self.now));
        for happening in &real {
            self.note(if matches!(happening, Happening::UserSigExpired(_)) { "told" } else { "dropped" }, 0);
        }
        let model = self.model.advance(self.now);
        self.same_happenings(&real, model);
        assert!(self.registry.wakes_at().is_none_or(|at| at > time(self.now)), "it has let something wait");
    }

    fn same_happenings(&self, real: &[Happening], mut model: Vec<Told>) {
        let told = |happening: &Happening| match happening {
            Happening::KickedOffline(connection) => Told::Kicked(self.labels[&connection.session]),
            Happening::StateChanged(change) => changed(change),
            Happening::UserSigExpired(connection) => Told::Expired(self.labels[&connection.session]),
        };
        let mut real: Vec<Told> = real.iter().map(told).collect();
        real.sort();
        model.sort();
        assert_eq!(real, model);
    }

    fn kick(&mut self, who: &UserId) {
        let real = self.registry.kick_account(who, time(self.now));
        let now = self.now;
        if let Some(account) = self.model.account(who) {
            account.valid_after = Some(account.valid_after.map_or(now, |before| before.max(now)));
        } else {
            assert!(real.is_err());
        }
        let model = self.model.put_out(who);
        self.same_happenings(&real.unwrap_or_default(), model);
    }

    fn block(&mut self, who: &UserId) {
        let real = self.registry.block(who, time(self.now));
        if let Some(account) = self.model.account(who) {
            account.is_blocked = true;
        }
        let model = self.model.put_out(who);
        self.same_happenings(&real.unwrap_or_default(), model);
    }

    fn unblock(&mut self, who: &UserId) {
        let is_there = self.registry.unblock(who).is_ok();
        assert_eq!(self.model.account(who).map(|account| account.is_blocked = false).is_some(), is_there);
    }

    fn delete(&mut self, who: &UserId) {
        let real = self.registry.delete(who, time(self.now));
        let model = self.model.put_out(who);
        self.model.accounts.retain(|account| account.user_id != *who);
        self.same_happenings(&real.unwrap_or_default(), model);
    }

    fn import(&mut self, who: &UserId) {
        let is_there = self.model.account(who).is_some();
        let fits = self.model.accounts.len() < self.model.settings.accounts_allowed as usize;
        assert_eq!(self.registry.import(who).is_ok(), is_there || fits);
        if !is_there && fits {
            self.model.register(*who);
        }
    }

    fn refuse(&mut self, who: &UserId, dice: &mut Dice) {
        let source = u8::try_from(dice.below(2)).unwrap();
        let real = self.registry.refused(who, ip(source), &self.tickets.1, time(self.now));
        self.note("refused", real.number());
        let is_limited = self.model.count_refusal((*who, source), self.now);
        assert_eq!(real == ErrorCode::FREQ_LIMIT, is_limited);
    }

    fn change_settings(&mut self, dice: &mut Dice) {
        if dice.below(20) == 0 {
            self.model.settings.login = login_settings(dice);
            self.registry.set_login_settings(self.model.settings.login);
        }
    }

    fn compare(&mut self, who: &UserId) {
        let real = self.registry.presence(who).ok();
        assert_eq!(real.map(|presence| (presence.status, presence.platforms)), self.model.status(who));
        assert_eq!(self.registry.accounts(), self.model.accounts.len());
        let (day, month) = model::date(self.now, self.model.offset);
        let today = if day == self.model.day.0 { self.model.day.1.len() } else { 0 };
        let this_month = if month == self.model.month.0 { self.model.month.1.len() } else { 0 };
        assert_eq!(self.registry.daily_active_users(time(self.now)) as usize, today);
        assert_eq!(self.registry.monthly_active_users(time(self.now)) as usize, this_month);
        let is_empty = self.model.accounts.iter().all(|account| account.entries.is_empty());
        assert_eq!(self.registry.wakes_at().is_none(), is_empty, "nothing is kept of who is gone");
    }

    fn note(&mut self, what: &str, code: i32) {
        *self.happened.entry(format!("{what} {code}")).or_default() += 1;
    }
}

fn ip(source: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(192, 0, 2, source))
}

fn changed(change: &StateChange) -> Told {
    Told::Changed(change.user_id, change.platform, change.change.reason())
}

#[test]
fn a_million_random_operations_do_the_same_to_both() {
    let tickets = Tickets::new();
    let mut happened: HashMap<String, u64> = HashMap::new();
    for episode in 0..operations(1_000_000).div_ceil(EPISODE) {
        let mut dice = Dice::new(episode);
        let mut pair = Pair::new(&tickets, &mut dice);
        for operation in 0..EPISODE {
            let before = std::panic::AssertUnwindSafe((&mut pair, &mut dice));
            let done = std::panic::catch_unwind(move || {
                let before = before;
                let (pair, dice) = before.0;
                pair.step(dice);
            });
            assert!(done.is_ok(), "episode {episode}, operation {operation}");
        }
        for (what, times) in pair.happened {
            *happened.entry(what).or_default() += times;
        }
    }
    for what in ["login 0", "login 6208", "login 70001", "login 70050", "login 70051", "login 70398", "login 72000"] {
        assert!(happened.get(what).is_some_and(|times| *times > 100), "{what} in {happened:?}");
    }
    for what in ["reconnect 0", "reconnect 6206", "reconnect 6208", "reconnect 70051", "reconnect 70107"] {
        assert!(happened.get(what).is_some_and(|times| *times > 100), "{what} in {happened:?}");
    }
    for what in ["request 0", "request 6014", "request 6206", "renew 0", "renew 70013", "told 0", "dropped 0"] {
        assert!(happened.get(what).is_some_and(|times| *times > 100), "{what} in {happened:?}");
    }
}
