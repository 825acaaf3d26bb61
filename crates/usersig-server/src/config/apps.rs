//! The apps and their keys as the file writes them.

use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use usersig::SdkAppId;

/// One app.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AppSection {
    pub(crate) sdk_app_id: SdkAppId,
    /// The administrators beside `administrator`. Their tickets need the scope `admin`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) admins: Vec<String>,
    /// Whether tickets may name identifiers of 33 to 128 characters, which IM and TRTC do not accept.
    #[serde(default)]
    pub(crate) long_identifiers: bool,
    pub(crate) keys: Vec<AppKeySection>,
}

/// One key of an app, from a file or from a variable, and its part in a rotation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AppKeySection {
    /// A name for metrics and messages.
    pub(crate) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) env: Option<String>,
    /// The key signs from this second until the next key signs. Without it the key signs from the beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) signs_from: Option<Timestamp>,
    /// The last second at which `verify` accepts the key's tickets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retires_at: Option<Timestamp>,
}
