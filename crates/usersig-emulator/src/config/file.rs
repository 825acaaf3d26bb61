//! The members of the configuration file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use usersig::SdkAppId;

use crate::app::app_settings::Settings;
use crate::words::app_key::SAMPLE_KEY_NAME;

/// The whole file. A member that the emulator does not know is an error, because it may be a misspelt setting.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ConfigFile {
    /// Names of keys and the files that hold them.
    pub(super) keys: BTreeMap<String, PathBuf>,
    pub(super) apps: Vec<AppSection>,
}

/// One app.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AppSection {
    pub(super) sdk_app_id: SdkAppId,
    /// The name of its key.
    #[serde(default = "sample")]
    pub(super) key: String,
    #[serde(default)]
    pub(super) settings: Settings,
}

fn sample() -> String {
    SAMPLE_KEY_NAME.to_owned()
}
