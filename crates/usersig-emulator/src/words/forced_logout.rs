//! How the app's server or a test ended logins of a user.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An operation that kicks devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ForcedLogout {
    /// The account was blocked.
    Block,
    /// The account was deleted.
    Delete,
    /// The account was kicked, and its tickets were revoked.
    Kick,
    /// Only this device was kicked. Its ticket stays valid.
    KickSession,
}
