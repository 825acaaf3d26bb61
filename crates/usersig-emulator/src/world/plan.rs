//! The configuration of the apps.

use std::collections::BTreeMap;
use std::sync::Arc;

use usersig::SdkAppId;

use crate::app::app_settings::Settings;
use crate::app::app_state::App;
use crate::words::app_key::{AppKey, SAMPLE_KEY_NAME};

/// The apps of the configuration file and the keys that can be selected. Every other SDKAppID is an app with the sample
/// key and the default settings.
#[derive(Debug)]
pub(crate) struct Plan {
    keys: BTreeMap<String, Arc<AppKey>>,
    apps: BTreeMap<SdkAppId, AppPlan>,
}

/// How an app starts.
#[derive(Clone, Debug)]
pub(crate) struct AppPlan {
    pub(crate) settings: Settings,
    pub(crate) key: Arc<AppKey>,
}

impl Plan {
    /// Takes the keys of the files. The sample key is always among the keys.
    pub(crate) fn new(keys: impl IntoIterator<Item = AppKey>) -> Self {
        let keys = keys.into_iter().chain([AppKey::sample()]);
        let keys = keys.map(|key| (key.name().to_owned(), Arc::new(key))).collect();
        Self { keys, apps: BTreeMap::new() }
    }

    pub(crate) fn insert(&mut self, sdk_app_id: SdkAppId, app: AppPlan) -> Option<AppPlan> {
        self.apps.insert(sdk_app_id, app)
    }

    /// A key of a file, or the sample key.
    pub(crate) fn key(&self, name: &str) -> Option<Arc<AppKey>> {
        self.keys.get(name).cloned()
    }

    pub(crate) fn key_names(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }

    pub(crate) fn sdk_app_ids(&self) -> impl Iterator<Item = SdkAppId> {
        self.apps.keys().copied()
    }

    /// A new app without accounts.
    pub(crate) fn start(&self, sdk_app_id: SdkAppId) -> App {
        let AppPlan { settings, key } = self.apps.get(&sdk_app_id).cloned().unwrap_or_else(|| AppPlan {
            settings: Settings::default(),
            key: self.key(SAMPLE_KEY_NAME).expect("the sample key is always among the keys"),
        });
        App::new(sdk_app_id, settings, key)
    }
}
