//! How the login on a link ended.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::words::kick_type::KickType;

/// The link is still open and tells its client at the next request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ending {
    /// The ticket has expired.
    Expired,
    /// The device was kicked.
    Kicked(KickType),
}
