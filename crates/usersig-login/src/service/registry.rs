//! Who is logged in to one app.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use usersig::{SdkAppId, UnixTime, VerifiedClaims};

use crate::service::accounts::account::Account;
use crate::service::accounts::table::Accounts;
use crate::service::deadlines::Deadlines;
use crate::service::deleted_users::DeletedUsers;
use crate::service::device::{AccountKey, SessionId, SessionKey};
use crate::service::journal::Journal;
use crate::service::presence::Counts;
use crate::service::refusals::Refusals;
use crate::service::service_event::Connection;
use crate::service::session::Session;
use crate::service::settings::AppSettings;
use crate::service::usage::Usage;
use crate::service::utc_offset::Month;

/// The accounts of an app and their devices. It answers logins and all requests that follow, as the service does.
///
/// It is sans-IO, so nothing happens between two calls. A driver calls [`handle_timeout`](Self::handle_timeout) when
/// [`poll_timeout`](Self::poll_timeout) says so, and passes on the [events](crate::service::ServiceEvent) each call
/// returns. The clock may be set back. Sessions heard after that use the new time, and others time out relative to when
/// they were last heard.
///
/// No call takes long, because each one does a bounded amount of work, however many users there are.
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
    pub(in crate::service) usage: Arc<Usage>,
    /// The month of the last login.
    pub(in crate::service) month: Month,
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
        Self::with_usage(sdk_app_id, settings, Arc::default(), 0)
    }

    /// One shard of an app. `first_serial` keeps the ids of different shards apart.
    pub(in crate::service) fn with_usage(
        sdk_app_id: SdkAppId,
        settings: AppSettings,
        usage: Arc<Usage>,
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
            month: Month::of(0),
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
    /// * `login` applies from the next login or reconnect of each user. The change itself kicks no device.
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

    /// A session lasts as long as its verifier would accept its ticket.
    pub(crate) const fn set_leeway(&mut self, leeway: Duration) {
        self.leeway = leeway;
    }

    /// The last second a ticket counts here.
    pub(in crate::service) fn last_second(&self, claims: &VerifiedClaims) -> UnixTime {
        claims.expires_at().saturating_add(self.leeway.max(self.settings.leeway))
    }

    /// The next key of a session. No other session ever has it.
    pub(in crate::service) const fn new_key(&mut self, account: AccountKey) -> SessionKey {
        let serial = self.next_serial;
        self.next_serial = serial.wrapping_add(SERIAL_STEP);
        SessionKey { serial, account }
    }
}

/// The distance between two serials of one registry. The shards of an app use the numbers in between.
pub(in crate::service) const SERIAL_STEP: u64 = 256;
