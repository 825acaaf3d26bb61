//! Requests, ends of links, and time.

use usersig::{UserId, VerifiedClaims};
use usersig_login::platform::Platform;
use usersig_login::service::{Device, ExpiryNotice};

use crate::model::state::{Entry, Label, Model, Place, Told};

const SEVEN_DAYS: u64 = 7 * 24 * 60 * 60;

impl Model {
    pub(crate) fn request(&mut self, label: Label, now: u64) -> i32 {
        let Some((_, entry)) = self.entry(label) else { return 6014 };
        match entry.place {
            Place::Away { .. } | Place::KickedAway { .. } | Place::KickedTold { .. } => 6014,
            Place::TicketOver { .. } => 6206,
            Place::Online { heard } if now > entry.expires_at => {
                entry.place = Place::TicketOver { heard };
                6206
            }
            Place::Online { .. } => {
                entry.place = Place::Online { heard: now };
                0
            }
        }
    }

    pub(crate) fn renew(&mut self, label: Label, claims: &VerifiedClaims, now: u64) -> i32 {
        let is_good = self.is_good(claims, now);
        let Some((user_id, entry)) = self.connected(label) else { return 6014 };
        if user_id != *claims.user_id() {
            return 70013;
        }
        if !is_good {
            return 70001;
        }
        entry.place = Place::Online { heard: now };
        entry.expires_at = claims.expires_at().as_secs();
        0
    }

    pub(crate) fn connected(&mut self, label: Label) -> Option<(UserId, &mut Entry)> {
        self.entry(label).filter(|(_, entry)| entry.is_connected())
    }

    pub(crate) fn logout(&mut self, label: Label, now: u64) -> Option<Told> {
        let (user_id, entry) = self.connected(label)?;
        let told = Told::Changed(user_id, entry.device.platform, "Unregister", now);
        self.remove(label);
        Some(told)
    }

    pub(crate) fn logout_device(
        &mut self,
        user_id: &UserId,
        device: Device,
        session: Option<Label>,
        now: u64,
    ) -> Option<Vec<Told>> {
        let entry = *self.account(user_id)?.entries.iter().find(|entry| entry.device == device)?;
        if session.is_some_and(|session| session < entry.login) {
            return None;
        }
        let told = self.logout(entry.label, now);
        self.remove(entry.label);
        Some(told.into_iter().collect())
    }

    pub(crate) fn lose(&mut self, label: Label, reason: &'static str, at: u64) -> Option<Told> {
        let (user_id, entry) = self.connected(label)?;
        let told = Told::Changed(user_id, entry.device.platform, reason, at);
        if matches!(entry.place, Place::Online { .. }) {
            entry.place = Place::Away { since: at };
        } else {
            self.remove(label);
        }
        Some(told)
    }

    pub(crate) fn handle_timeout(&mut self, now: u64) -> Vec<Told> {
        let mut all = Vec::new();
        loop {
            let told = self.pass(now);
            if told.is_empty() {
                return all;
            }
            all.extend(told.into_iter().flatten());
        }
    }

    /// Each entry that was due, with what is told of it.
    fn pass(&mut self, now: u64) -> Vec<Option<Told>> {
        let mut told = Vec::new();
        let entries: Vec<Entry> = self.accounts.iter().flat_map(|account| account.entries.iter().copied()).collect();
        for entry in entries {
            let platform = entry.device.platform;
            let (silence, at_the_second) =
                (self.silence(platform), self.settings.expiry_notice == ExpiryNotice::AtTheSecond);
            match entry.place {
                Place::Away { since } | Place::KickedAway { since } | Place::KickedTold { since }
                    if now >= since + SEVEN_DAYS =>
                {
                    self.remove(entry.label);
                    told.push(None);
                }
                Place::Online { heard } | Place::TicketOver { heard } if now >= heard + silence => {
                    let is_page = platform == Platform::Web && silence == 60;
                    let reason = if is_page { "LinkClose" } else { "TimeOut" };
                    told.push(self.lose(entry.label, reason, heard + silence));
                }
                Place::Online { heard } if at_the_second && now > entry.expires_at => {
                    self.entry(entry.label).unwrap().1.place = Place::TicketOver { heard };
                    told.push(Some(Told::Expired(entry.label)));
                }
                _ => {}
            }
        }
        told
    }

    /// The service restarts, and every connected device counts as heard now.
    pub(crate) fn restart(&mut self, now: u64) {
        self.refused.clear();
        for entry in self.accounts.iter_mut().flat_map(|account| &mut account.entries) {
            match &mut entry.place {
                Place::Online { heard } | Place::TicketOver { heard } => *heard = now,
                Place::Away { .. } | Place::KickedAway { .. } | Place::KickedTold { .. } => {}
            }
        }
    }
}
