//! Whether a user is online, and on which platforms.

use usersig::UserId;

use crate::platform::Platform;
use crate::service::device::{Device, SessionId};
use crate::unix_millis::UnixMillis;

/// The status of a user, a platform or a device (online status document).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Status {
    /// Logged out, never logged in, or away on a platform that push does not reach.
    Offline,
    /// Its process or link is gone, and push reaches it for 7 days.
    PushOnline,
    /// Connected. As in State.StateChange, a device whose ticket has expired is online until its session ends.
    Online,
}

/// The online status of one user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// The best status of any device.
    pub status: Status,
    /// The platforms that are not offline, in the order of [`Platform::ALL`].
    pub platforms: Vec<(Platform, Status)>,
    /// The devices that are not offline, in the order of their logins.
    pub devices: Vec<(Device, Status)>,
}

/// One session of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SessionInfo {
    /// The session. A device that is away keeps the id of its last link.
    pub session: SessionId,
    /// Its device.
    pub device: Device,
    /// Its status.
    pub status: Status,
    /// The last second of its ticket.
    pub expires_at: usersig::UnixTime,
    /// The last sign of life of a connected device, or the moment another one left.
    pub since: UnixMillis,
}

/// One account of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AccountInfo {
    /// The account.
    pub user_id: UserId,
    /// Its status.
    pub status: Status,
    /// Whether it is blocked.
    pub is_blocked: bool,
    /// Only tickets issued after this second are valid.
    pub valid_after: Option<usersig::UnixTime>,
}

/// Where the next page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Cursor(pub(in crate::service) u32);

/// A page of accounts.
///
/// An account that exists during the whole walk is on exactly one page. A page can be shorter than asked, also empty,
/// because one call looks at a bounded number of accounts. The walk is over when `next` is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Page {
    /// The accounts of this page.
    pub accounts: Vec<AccountInfo>,
    /// Where the next page begins, or `None` after the last one.
    pub next: Option<Cursor>,
}

/// How many accounts, users and sessions there are now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Counts {
    /// Accounts.
    pub accounts: usize,
    /// Users with at least one connected device.
    pub online_users: usize,
    /// Connected devices.
    pub online_sessions: usize,
    /// Devices that lost their link and are remembered, also those that were kicked meanwhile.
    pub away_sessions: usize,
}
