//! Who is logged in to one app.

use std::collections::BTreeMap;
use std::time::Duration;

use usersig::{SdkAppId, UnixTime, VerifiedClaims};

use crate::service::accounts::account::{Account, Standing};
use crate::service::accounts::table::Accounts;
use crate::service::deadlines::Deadlines;
use crate::service::deleted_users::DeletedUsers;
use crate::service::device::{AccountKey, Device, SessionId, SessionKey};
use crate::service::journal::Journal;
use crate::service::presence::Counts;
use crate::service::refusals::Refusals;
use crate::service::service_event::Connection;
use crate::service::session::{Session, State};
use crate::service::settings::AppSettings;
use crate::service::usage::SharedUsage;
use crate::unix_millis::UnixMillis;

/// The accounts of an app and their devices: the service's answers to logins and everything that follows.
///
/// It is sans-IO: nothing happens between two calls. A driver calls [`handle_timeout`](Self::handle_timeout) when
/// [`poll_timeout`](Self::poll_timeout) says so, and passes on the [events](crate::service::ServiceEvent) each call
/// returns. The clock may be set back. Sessions heard after that use the new time, and others time out relative to
/// when they were last heard.
///
/// No call takes long: each one does a bounded amount of work, however many users there are.
#[derive(Debug)]
pub struct Registry {
    pub(in crate::service) sdk_app_id: SdkAppId,
    pub(in crate::service) settings: AppSettings,
    pub(in crate::service) accounts: Accounts,
    pub(in crate::service) deadlines: Deadlines,
    pub(in crate::service) refusals: Refusals,
    pub(in crate::service) deleted_users: DeletedUsers,
    /// The valid-after times of kicked accounts, ascending. The last one applies.
    pub(in crate::service) kicks: BTreeMap<AccountKey, Vec<UnixTime>>,
    pub(in crate::service) usage: SharedUsage,
    pub(in crate::service) counts: Counts,
    pub(in crate::service) journal: Journal,
    pub(in crate::service) next_serial: u64,
    /// The leeway of the verifier that accepted the ticket at hand.
    pub(in crate::service) leeway: Duration,
}

impl Registry {
    /// An app without accounts.
    #[must_use]
    pub fn new(sdk_app_id: SdkAppId, settings: AppSettings) -> Self {
        Self::with_usage(sdk_app_id, settings, SharedUsage::default(), 0)
    }

    /// One shard of an app. `first_serial` keeps the ids of different shards apart.
    pub(in crate::service) fn with_usage(
        sdk_app_id: SdkAppId,
        settings: AppSettings,
        usage: SharedUsage,
        first_serial: u64,
    ) -> Self {
        Self {
            sdk_app_id,
            settings,
            accounts: Accounts::default(),
            deadlines: Deadlines::default(),
            refusals: Refusals::default(),
            deleted_users: DeletedUsers::default(),
            kicks: BTreeMap::new(),
            usage,
            counts: Counts::default(),
            journal: Journal::default(),
            next_serial: first_serial,
            leeway: Duration::ZERO,
        }
    }

    /// The app.
    #[must_use]
    pub const fn sdk_app_id(&self) -> SdkAppId {
        self.sdk_app_id
    }

    /// How its logins are judged.
    #[must_use]
    pub const fn settings(&self) -> &AppSettings {
        &self.settings
    }

    /// Changes the settings while users are online. The console's documents do not say what happens to them then. Here:
    ///
    /// * `login` applies from the next login or reconnect of each user. The change itself kicks nobody.
    /// * `accounts_allowed` and `daily_users_allowed` apply from the next login or import. Accounts above the limit stay.
    /// * `expiry_notice` and `web_link_loss` apply to a connected device when its timer fires next, at the latest after
    ///   the silence limit it had before.
    /// * `utc_offset` applies from the next login. Logins counted before keep their day.
    /// * A lower `refusal_limit.keys` drops a few pairs with each refusal.
    /// * All others apply at once.
    pub const fn set_settings(&mut self, settings: AppSettings) {
        self.settings = settings;
    }

    pub(in crate::service) fn account(&self, key: AccountKey) -> Option<&Account> {
        self.accounts.get(key)
    }

    /// The session of an id, unless it has ended or belongs to another app.
    pub(in crate::service) fn find(&self, id: SessionId) -> Option<(SessionKey, &Session)> {
        let key = SessionKey { serial: id.serial, account: AccountKey(id.account) };
        if id.sdk_app_id != self.sdk_app_id {
            return None;
        }
        Some((key, self.session(key)?))
    }

    pub(in crate::service) fn session(&self, key: SessionKey) -> Option<&Session> {
        self.account(key.account)?.session(key.serial)
    }

    pub(in crate::service) const fn id(&self, key: SessionKey) -> SessionId {
        SessionId { serial: key.serial, account: key.account.0, sdk_app_id: self.sdk_app_id }
    }

    /// A connected session and its address.
    pub(in crate::service) fn connected(&self, id: SessionId) -> Option<(SessionKey, Connection)> {
        let (key, session) = self.find(id)?;
        if !session.is_connected() {
            return None;
        }
        let user_id = self.account(key.account)?.user_id;
        Some((key, Connection { session: id, user_id, device: session.device() }))
    }

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

    /// Gives a session a new id. From now on the old one means nobody.
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

    /// A session lasts as long as its verifier would accept its ticket.
    pub(crate) const fn set_leeway(&mut self, leeway: Duration) {
        self.leeway = leeway;
    }

    /// The last second a ticket counts here.
    pub(in crate::service) fn last_second(&self, claims: &VerifiedClaims) -> UnixTime {
        claims.expires_at().saturating_add(self.leeway.max(self.settings.leeway))
    }

    const fn new_key(&mut self, account: AccountKey) -> SessionKey {
        let serial = self.next_serial;
        self.next_serial = serial.wrapping_add(SERIAL_STEP);
        SessionKey { serial, account }
    }
}

/// The distance between two serials of one registry. The shards of an app use the numbers in between.
pub(in crate::service) const SERIAL_STEP: u64 = 256;

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
