//! An operator does the same to both.

use std::collections::HashMap;

use usersig::{ErrorCode, UnixTime, UserId};
use usersig_login::service::{AppSettings, Registry, SavedState};

use crate::model::accounts::changed;
use crate::model::state::Told;
use crate::service_agrees::inputs::{ip, settings};
use crate::service_agrees::pair::Pair;
use crate::support::fixture::T;
use crate::support::random::Rng;

impl Pair<'_> {
    pub(super) fn kick(&mut self, who: &UserId) {
        let real = self.registry.kick_account(who, self.time());
        let model = self.model.kick_account(who, self.now);
        self.same_events(&real.unwrap_or_default(), model);
    }

    pub(super) fn undo_kick(&mut self, who: &UserId, rng: &mut Rng) {
        let known = self.registry.valid_after(who).map_or(T, UnixTime::as_secs);
        let valid_after = known - u64::from(rng.below(3) == 0);
        let real = self.registry.undo_kick(who, UnixTime::from_secs(valid_after)).is_ok();
        assert_eq!(real, self.model.undo_kick(who, valid_after));
        self.note("undone", i32::from(!real));
    }

    pub(super) fn kick_device(&mut self, who: &UserId, rng: &mut Rng) {
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

    pub(super) fn block(&mut self, who: &UserId) {
        let real = self.registry.block(who, self.time());
        if let Some(account) = self.model.account(who) {
            account.is_blocked = true;
        }
        let model = self.model.put_out(who, self.now, Told::Kicked);
        self.same_events(&real.unwrap_or_default(), model);
    }

    pub(super) fn unblock(&mut self, who: &UserId) {
        let is_there = self.registry.unblock(who).is_ok();
        assert_eq!(self.model.account(who).map(|account| account.is_blocked = false).is_some(), is_there);
    }

    pub(super) fn delete(&mut self, who: &UserId) {
        let real = self.registry.delete(who, self.time());
        let model = self.model.put_out(who, self.now, Told::Kicked);
        self.model.accounts.retain(|account| account.user_id != *who);
        self.same_events(&real.unwrap_or_default(), model);
    }

    pub(super) fn import(&mut self, who: &UserId) {
        let is_there = self.model.account(who).is_some();
        let fits = self.model.accounts.len() < self.model.settings.accounts_allowed as usize;
        assert_eq!(self.registry.import(who).is_ok(), is_there || fits);
        if !is_there && fits {
            self.model.register(*who);
        }
    }

    pub(super) fn refuse(&mut self, who: &UserId, rng: &mut Rng) {
        let source = u8::try_from(rng.below(2)).unwrap();
        let real = self.registry.count_refusal(who, ip(source), &self.tickets.1, self.time());
        self.note("refused", real.number());
        let is_limited = self.model.count_refusal((*who, source), self.now);
        assert_eq!(real == ErrorCode::FREQ_LIMIT, is_limited);
    }

    pub(super) fn change_settings(&mut self, rng: &mut Rng) {
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
    pub(super) fn restart(&mut self) {
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
}
