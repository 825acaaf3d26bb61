//! The service, its model and the clock of both.

use std::collections::{BTreeMap, HashMap};

use usersig::{UnixTime, UserId};
use usersig_login::UnixMillis;
use usersig_login::platform::Platform;
use usersig_login::service::{Counts, Device, Registry, ServiceEvent, SessionId};

use crate::model::calendar::date;
use crate::model::state::{Entry, Label, Model, ModelAccount, Told};
use crate::service_agrees::inputs::{Tickets, USERS, settings};
use crate::support::fixture::{T, registry_with, user};
use crate::support::random::Rng;

/// Both, the names each has for the other's sessions, and the clock.
pub(super) struct Pair<'a> {
    pub(super) registry: Registry,
    pub(super) model: Model,
    pub(super) tickets: &'a Tickets,
    pub(super) labels: HashMap<SessionId, Label>,
    pub(super) sessions: Vec<SessionId>,
    pub(super) now: u64,
    pub(super) happened: HashMap<String, u64>,
}

impl<'a> Pair<'a> {
    pub(super) fn new(tickets: &'a Tickets, rng: &mut Rng) -> Self {
        let (settings, offset) = settings(rng);
        let (registry, model) = (registry_with(settings), Model::new(settings, offset));
        let (labels, sessions, happened) = (HashMap::new(), Vec::new(), HashMap::new());
        Self { registry, model, tickets, labels, sessions, now: T, happened }
    }

    pub(super) fn step(&mut self, rng: &mut Rng) {
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
    pub(super) fn tick(&mut self, rng: &mut Rng) {
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

    pub(super) fn time(&self) -> UnixMillis {
        UnixMillis::from_millis(self.now * 1000)
    }

    pub(super) fn device(rng: &mut Rng) -> Device {
        Device::new(*rng.pick(&Platform::ALL), rng.below(4))
    }

    pub(super) fn some_session(&self, rng: &mut Rng) -> Option<(SessionId, Label)> {
        let recent = self.sessions.len().saturating_sub(30);
        let session = (!self.sessions.is_empty()).then(|| *rng.pick(&self.sessions[recent..]))?;
        Some((session, self.labels[&session]))
    }

    pub(super) fn handle_timeout(&mut self) {
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

    pub(super) fn same_events(&self, real: &[ServiceEvent], mut model: Vec<Told>) {
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

    pub(super) fn compare(&mut self, who: &UserId) {
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

    pub(super) fn note(&mut self, what: &str, code: i32) {
        *self.happened.entry(format!("{what} {code}")).or_default() += 1;
    }
}
