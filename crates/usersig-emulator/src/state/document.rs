//! The members of the file.

use std::collections::BTreeMap;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use usersig::SdkAppId;
use usersig_login::UnixMillis;
use usersig_login::service::{Device, SavedState};

use crate::app::app_settings::Settings;
use crate::app::ending::Ending;
use crate::app::open_link::LinkLogin;
use crate::app::secrets::SecretRecord;
use crate::clock::Pace;
use crate::faults::fault::FaultInForce;
use crate::journal::entry::Entry;
use crate::webhook::notification::Notification;
use crate::words::a2_key::A2Hash;
use crate::words::link_id::LinkId;

/// The version of the format. Another one is refused.
pub(crate) const VERSION: u32 = 1;

/// A saved emulator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    pub(crate) version: u32,
    /// When it was saved, by the emulator's clock.
    pub(crate) saved_at: UnixMillis,
    pub(crate) clock: Pace,
    pub(crate) apps: Vec<AppDocument>,
    pub(crate) faults: Vec<FaultInForce>,
    /// Notifications that wait for their delivery.
    pub(crate) outbox: Vec<Notification>,
    /// The number of the entry that follows the last one.
    pub(crate) next_entry: u64,
    pub(crate) journal: Vec<Entry>,
}

/// A saved app.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AppDocument {
    pub(crate) sdk_app_id: SdkAppId,
    /// The name of its key. The key itself stays in its file.
    pub(crate) key: String,
    pub(crate) settings: Settings,
    /// The accounts and their sessions.
    pub(crate) registry: SavedState,
    pub(crate) secrets: BTreeMap<A2Hash, SecretRecord>,
    pub(crate) phones: Vec<PhoneDocument>,
}

/// A saved phone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PhoneDocument {
    pub(crate) link: LinkId,
    pub(crate) device: Device,
    pub(crate) source: IpAddr,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) login: Option<LinkLogin>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ending: Option<Ending>,
}
