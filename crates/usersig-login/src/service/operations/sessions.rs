//! Sessions begin, change and end here. The timers, the counts and the list of changes follow.

use usersig::VerifiedClaims;

use crate::service::accounts::account::{Account, Standing};
use crate::service::device::{AccountKey, Device, SessionId, SessionKey};
use crate::service::registry::Registry;
use crate::service::session::{Session, State};
use crate::unix_millis::UnixMillis;

impl Registry {
    /// Adds a connected device. A login puts it after all others of its account.
    ///
    /// A forgotten device comes before them, because they logged in later for all the service knows. Its login has the
    /// serial 0, so that no id the device may still know is taken for one of an earlier login.
    pub(in crate::service) fn join(
        &mut self,
        account: AccountKey,
        device: Device,
        claims: &VerifiedClaims,
        arrival: Arrival,
        now: UnixMillis,
    ) -> SessionId {
        let key = self.new_key(account);
        let mut session = Session {
            serial: key.serial,
            login: if arrival == Arrival::Login { key.serial } else { 0 },
            instance: device.instance.0,
            expires_at: self.last_second(claims),
            since: now,
            deadline: now,
            platform: device.platform,
            state: State::Online,
        };
        session.deadline = session.due_at(&self.settings);
        self.deadlines.insert(session.deadline, key);
        self.update(account, |account| match arrival {
            Arrival::Forgotten => account.push_first(session),
            Arrival::Login => account.push(session),
        });
        self.id(key)
    }

    /// Ends a session.
    pub(in crate::service) fn leave(&mut self, key: SessionKey) {
        let left = self.update(key.account, |account| account.remove(key.serial));
        if let Some(session) = left {
            self.deadlines.remove(session.deadline, key);
        }
    }

    /// Changes a session. Its timer is moved if it would fire too late now.
    pub(in crate::service) fn change(&mut self, key: SessionKey, change: impl FnOnce(&mut Session)) {
        self.update(key.account, |account| account.session_mut(key.serial).map(change));
        self.set_timer(key, Timer::NotLater);
    }

    /// Puts the timer of a session where it belongs.
    pub(in crate::service) fn set_timer(&mut self, key: SessionKey, timer: Timer) {
        let Some(account) = self.accounts.get_mut(key.account) else { return };
        let Some(session) = account.session_mut(key.serial) else { return };
        let due_at = session.due_at(&self.settings);
        if timer == Timer::Exact || due_at < session.deadline {
            self.deadlines.remove(session.deadline, key);
            self.deadlines.insert(due_at, key);
            session.deadline = due_at;
        }
    }

    /// Gives a session a new id. From now on the old id belongs to no session.
    pub(in crate::service) fn move_to_new_link(&mut self, old: SessionKey) -> SessionKey {
        let new = self.new_key(old.account);
        let account = self.accounts.get_mut(old.account);
        if let Some(session) = account.and_then(|account| account.session_mut(old.serial)) {
            session.serial = new.serial;
            self.deadlines.remove(session.deadline, old);
            self.deadlines.insert(session.deadline, new);
        }
        new
    }

    /// Changes an account, and with it the counts and the list of changes.
    pub(in crate::service) fn update<T: Default>(
        &mut self,
        key: AccountKey,
        change: impl FnOnce(&mut Account) -> T,
    ) -> T {
        let Some(account) = self.accounts.get_mut(key) else { return T::default() };
        let before = account.standing();
        let result = change(account);
        let after = account.standing();
        self.journal.note(key, account);
        self.count(before, after);
        result
    }

    fn count(&mut self, before: Standing, after: Standing) {
        let counts = &mut self.counts;
        counts.online_sessions = counts.online_sessions + after.connected - before.connected;
        counts.away_sessions = counts.away_sessions + after.away - before.away;
        counts.online_users += usize::from(after.connected > 0);
        counts.online_users -= usize::from(before.connected > 0);
    }
}

/// How a device without a session comes online.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::service) enum Arrival {
    /// Without a login, after the service has forgotten its session.
    Forgotten,
    /// By a login.
    Login,
}

/// How exact a timer has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::service) enum Timer {
    /// It fires exactly when the session is due.
    Exact,
    /// It may fire early. Then it is moved, which saves a step for each heartbeat.
    NotLater,
}
