//! Logins and reconnects.

use std::collections::BTreeMap;

use usersig::{UserId, VerifiedClaims};
use usersig_login::service::{Device, KickedWhileAway};

use crate::model::calendar::date;
use crate::model::policy::together;
use crate::model::state::{Entry, Label, Model, ModelAccount, Place, Told};

/// The new session, and what others are told.
pub(crate) type Arrived = (Label, Vec<Told>);

impl Model {
    pub(crate) fn login(
        &mut self,
        claims: &VerifiedClaims,
        device: Device,
        source: u8,
        now: u64,
    ) -> Result<(Arrived, bool), i32> {
        let user_id = *claims.user_id();
        if self.is_limited((user_id, source), now) {
            return Err(70050);
        }
        if !self.is_good(claims, now) {
            self.count_refusal((user_id, source), now);
            return Err(70001);
        }
        let is_told = self.settings.kicked_while_away == KickedWhileAway::IsTold;
        let is_known = self.account(&user_id).is_some();
        if let Some(account) = self.account(&user_id) {
            if account.is_blocked {
                return Err(70051);
            }
            for entry in account.entries.iter_mut().filter(|entry| is_told && entry.device == device) {
                if let Place::KickedAway { since } = entry.place {
                    entry.place = Place::KickedTold { since };
                    return Err(6208);
                }
            }
        }
        if !is_known && self.accounts.len() >= self.settings.accounts_allowed as usize {
            return Err(70398);
        }
        let (day, month) = date(now, self.offset);
        let today = self.days.entry(day).or_default();
        if !today.contains(&user_id) && today.len() >= self.settings.daily_users_allowed as usize {
            return Err(72000);
        }
        if !is_known {
            self.register(user_id);
        }
        self.refused.retain(|refused| refused.key != (user_id, source));
        count_user(&mut self.days, day, user_id);
        count_user(&mut self.months, month, user_id);
        Ok((self.newcomer(&user_id, device, claims, now), !is_known))
    }

    pub(crate) fn register(&mut self, user_id: UserId) {
        self.accounts.push(ModelAccount { user_id, kicks: Vec::new(), is_blocked: false, entries: Vec::new() });
    }

    pub(crate) fn is_revoked(&mut self, claims: &VerifiedClaims) -> bool {
        let kicks = self.account(claims.user_id()).map(|account| account.kicks.clone()).unwrap_or_default();
        kicks.iter().max().is_some_and(|after| claims.issued_at().as_secs() <= *after)
    }

    pub(crate) fn is_good(&mut self, claims: &VerifiedClaims, now: u64) -> bool {
        !self.is_revoked(claims) && now <= claims.expires_at().as_secs() + 86_400
    }

    fn newcomer(&mut self, user_id: &UserId, device: Device, claims: &VerifiedClaims, now: u64) -> Arrived {
        let mut told = Vec::new();
        let account = self.account(user_id).unwrap();
        for own in account.entries.iter().filter(|entry| entry.device == device) {
            if matches!(own.place, Place::Online { .. }) {
                told.push(Told::Kicked(own.label));
            }
        }
        account.entries.retain(|entry| entry.device != device);
        for label in self.goes(user_id, device) {
            told.extend(self.kick(label, now));
        }
        let label = self.new_label();
        let expires_at = claims.expires_at().as_secs();
        let entry = Entry { label, login: label, device, place: Place::Online { heard: now }, expires_at };
        self.account(user_id).unwrap().entries.push(entry);
        (label, told)
    }

    /// The entries that have to go for a device of this platform.
    fn goes(&mut self, user_id: &UserId, device: Device) -> Vec<Label> {
        let login = self.settings.login;
        let platform = device.platform;
        let others = self.account(user_id).unwrap().entries.iter().filter(|entry| entry.device != device);
        let places: Vec<Entry> = others.filter(|entry| entry.holds_a_place()).copied().collect();
        let conflicts = |entry: &&Entry| !together(login.policy, entry.device.platform, platform);
        let mut goes: Vec<Label> = places.iter().filter(conflicts).map(|entry| entry.label).collect();
        let own: Vec<Entry> = places.iter().filter(|entry| entry.device.platform == platform).copied().collect();
        let is_online = |entry: &&Entry| matches!(entry.place, Place::Online { .. });
        let absent = own.iter().filter(|entry| !is_online(entry));
        let too_many = own.len().saturating_sub(usize::from(login.limits.of(platform)) - 1);
        goes.extend(absent.chain(own.iter().filter(is_online)).take(too_many).map(|entry| entry.label));
        goes.sort_by_key(|label| {
            let position = places.iter().position(|entry| entry.label == *label).unwrap();
            (is_online(&&places[position]), position)
        });
        goes
    }

    pub(crate) fn reconnect(
        &mut self,
        claims: &VerifiedClaims,
        device: Device,
        previous: Option<Label>,
        now: u64,
    ) -> Result<Arrived, i32> {
        let user_id = *claims.user_id();
        let Some(account) = self.account(&user_id) else { return Err(70107) };
        let is_blocked = account.is_blocked;
        let own = account.entries.iter_mut().find(|entry| entry.device == device);
        if let Some(own) = own
            && let Some(since) = own.kicked_since()
        {
            own.place = Place::KickedTold { since };
            return Err(6208);
        }
        if !self.is_good(claims, now) {
            return Err(if self.is_revoked(claims) && self.tells_kicks() { 6208 } else { 6206 });
        }
        if is_blocked {
            return Err(70051);
        }
        let own = self.account(&user_id).unwrap().entries.iter().find(|entry| entry.device == device).copied();
        if own.is_some_and(|own| previous.is_some_and(|previous| previous < own.login)) {
            return Err(6208);
        }
        let goes = self.goes(&user_id, device);
        for label in &goes {
            let login = self.entry(*label).unwrap().1.login;
            if own.is_none_or(|own| login > own.login) {
                return Err(6208);
            }
        }
        let mut told = Vec::new();
        for label in goes {
            told.extend(self.kick(label, now));
        }
        let label = self.new_label();
        let (place, expires_at) = (Place::Online { heard: now }, claims.expires_at().as_secs());
        let login = own.map_or(0, |own| own.login);
        let entry = Entry { label, login, device, place, expires_at };
        let entries = &mut self.account(&user_id).unwrap().entries;
        match entries.iter().position(|entry| entry.device == device) {
            Some(position) => entries[position] = entry,
            None => entries.insert(0, entry),
        }
        Ok((label, told))
    }
}

fn count_user(counts: &mut BTreeMap<i64, Vec<UserId>>, key: i64, user_id: UserId) {
    let users = counts.entry(key).or_default();
    if !users.contains(&user_id) {
        users.push(user_id);
    }
}
