//! Names a link.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The number of a link: a WebSocket of a page, or a phone of the control plane. No other link ever has the same number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub(crate) struct LinkId(pub(crate) u64);
