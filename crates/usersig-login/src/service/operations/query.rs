//! Who exists, who is online, and how many.

use usersig::UserId;

use crate::platform::Platform;
use crate::service::account_refused::AccountRefused;
use crate::service::accounts::account::Account;
use crate::service::device::{AccountKey, SessionId, SessionKey};
use crate::service::presence::{AccountInfo, Counts, Cursor, Page, Presence, SessionInfo, Status};
use crate::service::registry::Registry;
use crate::service::service_event::Connection;
use crate::service::session::{Session, State};
use crate::unix_millis::UnixMillis;

/// How many places one page looks at for each account it may return. Users who are online can be rare.
const PLACES_PER_ACCOUNT: usize = 16;

impl Registry {
    /// How many users one online query can name (REST document).
    pub const MAX_USERS_PER_QUERY: usize = 500;

    /// The online status of a user, as of the last [`handle_timeout`](Self::handle_timeout).
    ///
    /// # Errors
    /// If there is no such account: 70107.
    pub fn presence(&self, user_id: &UserId) -> Result<Presence, AccountRefused> {
        let sessions = self.account_of(user_id)?.sessions();
        let mut platforms = Vec::new();
        for platform in Platform::ALL {
            let of_platform = sessions.iter().filter(|session| session.platform == platform);
            let best = of_platform.map(|session| self.status(session)).max();
            platforms.extend(best.filter(|best| *best > Status::Offline).map(|best| (platform, best)));
        }
        let devices = sessions.iter().map(|session| (session.device(), self.status(session)));
        let devices = devices.filter(|(_, status)| *status > Status::Offline).collect();
        let status = platforms.iter().map(|(_, status)| *status).max().unwrap_or(Status::Offline);
        Ok(Presence { status, platforms, devices })
    }

    /// `query_online_status`: each user with its own answer. With the feature `serde`, `OnlineStatus` writes it in the shape
    /// of the document.
    ///
    /// # Errors
    /// If there are none, or more than [`MAX_USERS_PER_QUERY`](Self::MAX_USERS_PER_QUERY).
    pub fn query(&self, user_ids: &[UserId]) -> Result<Vec<Queried>, AccountRefused> {
        let (count, allowed) = (user_ids.len(), Self::MAX_USERS_PER_QUERY);
        if count == 0 || count > allowed {
            return Err(AccountRefused::QueryCount { count, allowed });
        }
        Ok(user_ids.iter().map(|user_id| (*user_id, self.presence(user_id))).collect())
    }

    /// The sessions of a user, in the order of their logins. Connected ones can receive messages.
    ///
    /// # Errors
    /// If there is no such account: 70107.
    pub fn sessions(&self, user_id: &UserId) -> Result<Vec<SessionInfo>, AccountRefused> {
        let key = self.accounts.find(user_id).ok_or(AccountRefused::NoAccount)?;
        let sessions = self.account(key).ok_or(AccountRefused::NoAccount)?.sessions();
        let info = |session: &Session| SessionInfo {
            session: self.id(SessionKey { serial: session.serial, account: key }),
            device: session.device(),
            status: self.status(session),
            expires_at: session.expires_at,
            since: session.since,
        };
        Ok(sessions.iter().filter(|session| session.has_a_place()).map(info).collect())
    }

    /// The user and the device of a connected session.
    #[must_use]
    pub fn connection(&self, session: SessionId) -> Option<Connection> {
        self.connected(session).map(|(_, connection)| connection)
    }

    /// A page of all accounts, of at most `limit` accounts. The first page starts at `None`.
    #[must_use]
    pub fn accounts(&self, start: Option<Cursor>, limit: usize) -> Page {
        self.page(start, limit, |_| true)
    }

    /// A page of the users who are online, of at most `limit` accounts. The first page starts at `None`.
    #[must_use]
    pub fn online_users(&self, start: Option<Cursor>, limit: usize) -> Page {
        self.page(start, limit, |account| account.standing().connected > 0)
    }

    /// How many accounts, users and sessions there are now.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        Counts { accounts: self.accounts.len(), ..self.counts }
    }

    /// How many users have logged in on the day of `now` (login guide: counted at a successful login).
    #[must_use]
    pub fn daily_active_users(&self, now: UnixMillis) -> u32 {
        self.usage.on_day(self.settings.utc_offset.day(now))
    }

    /// How many users have logged in in the month of `now`, each once, as international apps are billed.
    #[must_use]
    pub fn monthly_active_users(&self, now: UnixMillis) -> u32 {
        self.usage.in_month_of(self.settings.utc_offset.day(now))
    }

    fn page(&self, start: Option<Cursor>, limit: usize, is_wanted: impl Fn(&Account) -> bool) -> Page {
        let first = AccountKey(start.map_or(0, |cursor| cursor.0));
        let mut accounts = Vec::new();
        let mut places = limit.max(1).saturating_mul(PLACES_PER_ACCOUNT);
        for (key, account) in self.accounts.places_from(first) {
            if places == 0 || accounts.len() == limit.max(1) {
                return Page { accounts, next: Some(Cursor(key.0)) };
            }
            places -= 1;
            accounts.extend(account.filter(|account| is_wanted(account)).map(|account| self.info(key, account)));
        }
        Page { accounts, next: None }
    }

    fn info(&self, key: AccountKey, account: &Account) -> AccountInfo {
        let statuses = account.sessions().iter().map(|session| self.status(session));
        AccountInfo {
            user_id: account.user_id,
            status: statuses.max().unwrap_or(Status::Offline),
            is_blocked: account.is_blocked,
            valid_after: self.valid_after_of(key),
        }
    }

    fn account_of(&self, user_id: &UserId) -> Result<&Account, AccountRefused> {
        self.accounts.find(user_id).and_then(|key| self.account(key)).ok_or(AccountRefused::NoAccount)
    }

    /// Push does not reach a device that was kicked.
    const fn status(&self, session: &Session) -> Status {
        match session.state {
            State::Away if session.platform.is_reached_by_push(self.settings.mac_push) => Status::PushOnline,
            State::Away | State::KickedAway | State::KickedTold => Status::Offline,
            State::Expired | State::Online => Status::Online,
        }
    }
}

/// A user and its online status.
pub type Queried = (UserId, Result<Presence, AccountRefused>);
