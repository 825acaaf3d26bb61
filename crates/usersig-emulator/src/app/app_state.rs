//! The state of an app.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;

use usersig::{SdkAppId, Signer, Verifier};
use usersig_login::UnixMillis;
use usersig_login::service::{Registry, SessionId};

use crate::app::app_settings::Settings;
use crate::app::open_link::OpenLink;
use crate::app::rates::Rates;
use crate::app::secrets::Secrets;
use crate::words::app_key::AppKey;
use crate::words::link_id::LinkId;

/// An app with its registry, its open links and the secrets of its sessions. The other files of this folder add its calls.
pub(crate) struct App {
    pub(crate) sdk_app_id: SdkAppId,
    pub(crate) settings: Settings,
    pub(crate) key: Arc<AppKey>,
    pub(crate) registry: Registry,
    pub(crate) signer: Signer,
    pub(crate) verifier: Verifier,
    pub(crate) secrets: Secrets,
    pub(crate) rates: Rates,
    pub(crate) links: BTreeMap<LinkId, OpenLink>,
    /// The link of each session that has one.
    pub(crate) routes: HashMap<SessionId, LinkId>,
    /// The first moment after the last second of each ticket that a link has logged in with. An entry whose link has
    /// logged in again is out of date and skipped.
    pub(crate) expiries: BTreeSet<(UnixMillis, LinkId)>,
}

impl App {
    /// An app without accounts.
    pub(crate) fn new(sdk_app_id: SdkAppId, settings: Settings, key: Arc<AppKey>) -> Self {
        let registry = Registry::new(sdk_app_id, settings.bounded());
        Self::with_registry(registry, settings, key)
    }

    pub(crate) fn with_registry(registry: Registry, settings: Settings, key: Arc<AppKey>) -> Self {
        let sdk_app_id = registry.sdk_app_id();
        Self {
            sdk_app_id,
            settings,
            registry,
            signer: Signer::new(sdk_app_id, key.secret()),
            verifier: Verifier::new(sdk_app_id, key.secret()),
            key,
            secrets: Secrets::default(),
            rates: Rates::default(),
            links: BTreeMap::new(),
            routes: HashMap::new(),
            expiries: BTreeSet::new(),
        }
    }

    /// Other settings from now on: see [`Registry::set_settings`].
    pub(crate) fn set_settings(&mut self, settings: Settings) {
        self.registry.set_settings(settings.bounded());
        self.settings = settings;
    }

    /// Another key from now on. Sessions go on, because their tickets were verified before.
    pub(crate) fn set_key(&mut self, key: Arc<AppKey>) {
        self.signer = Signer::new(self.sdk_app_id, key.secret());
        self.verifier = Verifier::new(self.sdk_app_id, key.secret());
        self.key = key;
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("sdk_app_id", &self.sdk_app_id).field("key", &self.key).finish_non_exhaustive()
    }
}
