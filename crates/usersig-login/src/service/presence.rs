//! Whether a user can be reached, and where.

use crate::platform::Platform;

/// The status of a user or of a platform (online status document).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum Status {
    /// Logged out, never logged in, or away where push does not reach.
    Offline,
    /// Its process or link is gone, and push reaches it: for 7 days.
    PushOnline,
    /// Connected and logged in.
    Online,
}

/// An entry of `query_online_status`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Of the user: the best of any device.
    pub status: Status,
    /// Of the platforms that are not offline, in the order of [`Platform::ALL`].
    pub platforms: Vec<(Platform, Status)>,
}
