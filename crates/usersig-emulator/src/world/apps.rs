//! The apps that have been used.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use usersig::{ErrorCode, SdkAppId};

use crate::app::app_state::App;
use crate::world::plan::Plan;

/// How many apps there can be, so that a client that tries every SDKAppID does not fill the memory.
pub(crate) const APPS_ALLOWED: usize = 64;

/// An app exists from its first use.
#[derive(Debug)]
pub(crate) struct Apps {
    pub(crate) plan: Plan,
    started: BTreeMap<SdkAppId, App>,
}

impl Apps {
    /// The apps of the configuration.
    pub(crate) fn new(plan: Plan) -> Self {
        let started = plan.sdk_app_ids().map(|sdk_app_id| (sdk_app_id, plan.start(sdk_app_id))).collect();
        Self { plan, started }
    }

    /// The app of a number.
    ///
    /// # Errors
    /// If it would be one app too many.
    pub(crate) fn app(&mut self, sdk_app_id: SdkAppId) -> Result<&mut App, TooManyApps> {
        let Self { plan, started } = self;
        if started.len() >= APPS_ALLOWED && !started.contains_key(&sdk_app_id) {
            return Err(TooManyApps);
        }
        Ok(started.entry(sdk_app_id).or_insert_with(|| plan.start(sdk_app_id)))
    }

    /// An app that has been used.
    pub(crate) fn started(&self, sdk_app_id: SdkAppId) -> Option<&App> {
        self.started.get(&sdk_app_id)
    }

    /// An app that has been used, to change it.
    pub(crate) fn started_mut(&mut self, sdk_app_id: SdkAppId) -> Option<&mut App> {
        self.started.get_mut(&sdk_app_id)
    }

    /// Replaces every app. Open links are closed.
    pub(crate) fn replace(&mut self, apps: Vec<App>) {
        for app in self.started.values_mut() {
            app.break_links(None);
        }
        self.started = apps.into_iter().map(|app| (app.sdk_app_id, app)).collect();
    }

    /// Starts again with the apps of the configuration.
    pub(crate) fn reset(&mut self) {
        let apps = self.plan.sdk_app_ids().map(|sdk_app_id| self.plan.start(sdk_app_id)).collect();
        self.replace(apps);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &App> {
        self.started.values()
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut App> {
        self.started.values_mut()
    }
}

/// The emulator has as many apps as it can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooManyApps;

impl TooManyApps {
    /// The service's code for an app that it does not have.
    pub(crate) const CODE: ErrorCode = ErrorCode::SDKAPPID_NOT_FOUND;
}

impl fmt::Display for TooManyApps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the emulator already has {APPS_ALLOWED} apps, reset it or use one of them")
    }
}

impl Error for TooManyApps {}
