//! One account in a snapshot.

use usersig::{UnixTime, UserId};

use crate::service::accounts::account::{Account, KICKED_DEVICES_KEPT};
use crate::service::active_days::ActiveDays;
#[cfg(feature = "serde")]
use crate::service::bounded;
use crate::service::device::{AccountKey, Device};
#[cfg(feature = "serde")]
use crate::service::operations::forced_logout::KICKS_KEPT;
use crate::service::registry::Registry;
use crate::service::session::{Session, State};
use crate::unix_millis::UnixMillis;

/// The most sessions an account can have: 10 pages of Web, 3 devices of each of 6 platforms, and kicked devices.
pub(in crate::service) const SESSIONS_MAX: usize = 10 + 3 * 6 + KICKED_DEVICES_KEPT;

/// An account with everything that is saved of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct AccountRecord {
    pub(in crate::service) user_id: UserId,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_false"))]
    pub(in crate::service) is_blocked: bool,
    /// The valid-after times, ascending.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(feature = "serde", serde(deserialize_with = "bounded::list::<KICKS_KEPT, _, _>"))]
    pub(in crate::service) kicks: Vec<UnixTime>,
    #[cfg_attr(feature = "serde", serde(default = "never", skip_serializing_if = "is_never"))]
    pub(in crate::service) days: ActiveDays,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(feature = "serde", serde(deserialize_with = "bounded::list::<SESSIONS_MAX, _, _>"))]
    pub(in crate::service) sessions: Vec<SessionRecord>,
}

/// A session in a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct SessionRecord {
    pub(in crate::service) serial: u64,
    pub(in crate::service) login: u64,
    pub(in crate::service) device: Device,
    pub(in crate::service) state: State,
    pub(in crate::service) expires_at: UnixTime,
    pub(in crate::service) since: UnixMillis,
}

/// A user whose account was deleted this month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct DeletedRecord {
    pub(in crate::service) user_id: UserId,
    pub(in crate::service) days: ActiveDays,
}

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_never(days: &ActiveDays) -> bool {
    days.is_never()
}

#[cfg(feature = "serde")]
const fn never() -> ActiveDays {
    ActiveDays::NEVER
}

impl Registry {
    pub(in crate::service) fn record(&self, key: AccountKey, account: &Account) -> AccountRecord {
        AccountRecord {
            user_id: account.user_id,
            is_blocked: account.is_blocked,
            kicks: if account.was_kicked { self.kicks.get(&key).cloned().unwrap_or_default() } else { Vec::new() },
            days: account.days,
            sessions: account.sessions().iter().map(SessionRecord::of).collect(),
        }
    }

    pub(in crate::service) fn records(&self) -> impl Iterator<Item = AccountRecord> {
        self.accounts.iter().map(|(key, account)| self.record(key, account))
    }

    pub(in crate::service) fn deleted_records(&self) -> impl Iterator<Item = DeletedRecord> {
        self.deleted_users.iter().map(|(user_id, days)| DeletedRecord { user_id: *user_id, days: *days })
    }
}

impl SessionRecord {
    const fn of(session: &Session) -> Self {
        let Session { serial, login, state, expires_at, since, .. } = *session;
        Self { serial, login, device: session.device(), state, expires_at, since }
    }
}
