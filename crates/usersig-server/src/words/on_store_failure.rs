//! The choice of the operator between security and availability.

use serde::{Deserialize, Serialize};

/// The answer of `verify` if the store does not say whether the user was revoked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OnStoreFailure {
    /// The ticket is judged as if the user was never revoked, and the answer says so.
    Accept,
    /// It is 503.
    #[default]
    Refuse,
}
