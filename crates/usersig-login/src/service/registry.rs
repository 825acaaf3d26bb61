//! Who is logged in to one app.

mod account_calls;
mod link;
mod login;
mod newcomer;
mod presence_query;
mod reconnect;
mod registration;
mod time_passes;

use std::net::IpAddr;

use usersig::{ErrorCode, SdkAppId, UnixTime, UserId, VerifiedClaims, VerifyError};

use crate::policy::LoginSettings;
use crate::service::account::Account;
use crate::service::accounts::Accounts;
use crate::service::active_users::ActiveUsers;
use crate::service::device::{Device, SessionId};
use crate::service::happening::Connection;
use crate::service::refusals::Refusals;
use crate::service::session::{Session, State};
use crate::service::settings::AppSettings;
use crate::service::wakes::Wakes;
pub use account_calls::{BATCH, Deleted};
pub use newcomer::KICKED_AWAY_KEPT;
pub use presence_query::{QUERY_BATCH, Queried};

/// The accounts of an app and their devices: what the service answers to a login, and what happens after it.
///
/// Nothing happens between two calls. A driver calls [`advance`](Self::advance) first, at the latest when
/// [`wakes_at`](Self::wakes_at) says; the other calls do not look for time-outs. The clock may be set back:
/// who is heard after that is judged by the new time, and who is not, by the moment it was last heard at.
#[derive(Debug)]
pub struct Registry {
    sdk_app_id: SdkAppId,
    settings: AppSettings,
    accounts: Accounts,
    wakes: Wakes,
    refusals: Refusals,
    active_users: ActiveUsers,
    next_serial: u64,
}

impl Registry {
    /// An app without accounts.
    #[must_use]
    pub fn new(sdk_app_id: SdkAppId, settings: AppSettings) -> Self {
        Self {
            sdk_app_id,
            settings,
            accounts: Accounts::default(),
            wakes: Wakes::default(),
            refusals: Refusals::new(settings.refusal_limit),
            active_users: ActiveUsers::new(settings.utc_offset),
            next_serial: 0,
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

    /// Changes who may be online beside whom, from the next login on. Whether the console's change puts out who is
    /// online is not documented; here it does not.
    pub const fn set_login_settings(&mut self, login: LoginSettings) {
        self.settings.login = login;
    }

    /// A verifier has refused a ticket of this account, which need not exist. The answer is the code to give: the
    /// refusal's own, or 70050 when there were too many (error code page).
    pub fn refused(&mut self, user_id: &UserId, source: IpAddr, refusal: &VerifyError, now: UnixTime) -> ErrorCode {
        let is_limited = self.refused_until(user_id, source, now).is_some();
        self.refusals.count((*user_id, source), now);
        if is_limited { ErrorCode::FREQ_LIMIT } else { refusal.code() }
    }

    /// Until when this account answers 70050 to this source, if it does: no ticket need be verified for it.
    #[must_use]
    pub fn refused_until(&self, user_id: &UserId, source: IpAddr, now: UnixTime) -> Option<UnixTime> {
        self.refusals.limited_until((*user_id, source), now)
    }

    /// How many users have logged in on the day of `now`, if nobody has on a later one (login guide: counted at a
    /// successful login).
    #[must_use]
    pub fn daily_active_users(&self, now: UnixTime) -> u32 {
        self.active_users.on(now)
    }

    /// How many users have logged in in the month of `now`, if nobody has in a later one: a user once, as international
    /// apps are billed.
    #[must_use]
    pub fn monthly_active_users(&self, now: UnixTime) -> u32 {
        self.active_users.in_the_month_of(now)
    }

    /// When [`advance`](Self::advance) is worth calling next, if ever.
    #[must_use]
    pub fn wakes_at(&self) -> Option<UnixTime> {
        self.wakes.next()
    }

    fn account(&self, session: SessionId) -> Option<&Account> {
        self.accounts.at(session.account)
    }

    fn session(&self, session: SessionId) -> Option<&Session> {
        self.account(session)?.session(session.serial)
    }

    fn connection(&self, session: SessionId) -> Option<Connection> {
        let account = self.account(session)?;
        let device = account.session(session.serial)?.device;
        Some(Connection { session, user_id: account.user_id, device })
    }

    /// Puts a device online, after all others of its account.
    fn join(&mut self, account: u32, device: Device, claims: &VerifiedClaims, now: UnixTime) -> SessionId {
        let id = self.new_id(account);
        let (state, expires_at) = (State::Online, claims.expires_at());
        let mut session = Session { serial: id.serial, device, state, expires_at, since: now, wakes_at: now };
        session.wakes_at = session.due_at(self.settings.expiry_notice);
        self.wakes.insert(session.wakes_at, id);
        if let Some(account) = self.accounts.at_mut(account) {
            account.push(session);
        }
        id
    }

    fn leave(&mut self, session: SessionId) -> Option<Session> {
        let left = self.accounts.at_mut(session.account)?.remove(session.serial)?;
        self.wakes.remove(left.wakes_at, session);
        Some(left)
    }

    /// Changes a session, and wakes it earlier where it is now due earlier.
    fn change(&mut self, id: SessionId, change: impl FnOnce(&mut Session)) {
        let notice = self.settings.expiry_notice;
        let Some(session) = self.accounts.at_mut(id.account).and_then(|account| account.session_mut(id.serial)) else {
            return;
        };
        change(session);
        let due_at = session.due_at(notice);
        if due_at < session.wakes_at {
            self.wakes.move_to(due_at, session.wakes_at, id);
            session.wakes_at = due_at;
        }
    }

    /// Wakes a session when it is due, which is later than it was woken.
    fn wake_when_due(&mut self, id: SessionId) {
        let notice = self.settings.expiry_notice;
        if let Some(session) = self.accounts.at_mut(id.account).and_then(|account| account.session_mut(id.serial)) {
            let due_at = session.due_at(notice);
            self.wakes.move_to(due_at, session.wakes_at, id);
            session.wakes_at = due_at;
        }
    }

    /// The session goes on under another id: the old one means nobody any more.
    fn move_to_new_connection(&mut self, old: SessionId) -> SessionId {
        let new = self.new_id(old.account);
        if let Some(session) = self.accounts.at_mut(old.account).and_then(|account| account.session_mut(old.serial)) {
            session.serial = new.serial;
            self.wakes.remove(session.wakes_at, old);
            self.wakes.insert(session.wakes_at, new);
        }
        new
    }

    fn new_id(&mut self, account: u32) -> SessionId {
        let serial = self.next_serial;
        self.next_serial = serial.wrapping_add(1);
        SessionId { serial, account }
    }
}
