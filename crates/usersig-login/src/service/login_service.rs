//! Several apps in one service.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;
use std::mem;

use usersig::{ErrorCode, SdkAppId};

use crate::service::registry::Registry;
use crate::service::service_event::ServiceEvent;
use crate::unix_millis::UnixMillis;

/// The registries of several apps. They share nothing. The app of a request decides which one serves it.
#[derive(Debug, Default)]
pub struct LoginService {
    apps: BTreeMap<SdkAppId, App>,
    /// The deadline of each app that has one.
    deadlines: BTreeSet<(UnixMillis, SdkAppId)>,
}

#[derive(Debug)]
struct App {
    registry: Registry,
    deadline: Option<UnixMillis>,
}

impl LoginService {
    /// A service without apps.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an app, and returns the registry it had before.
    pub fn insert(&mut self, registry: Registry) -> Option<Registry> {
        let sdk_app_id = registry.sdk_app_id();
        let before = self.remove(sdk_app_id);
        self.apps.insert(sdk_app_id, App { registry, deadline: None });
        self.schedule(sdk_app_id);
        before
    }

    /// Removes an app.
    pub fn remove(&mut self, sdk_app_id: SdkAppId) -> Option<Registry> {
        let app = self.apps.remove(&sdk_app_id)?;
        forget(&mut self.deadlines, app.deadline, sdk_app_id);
        Some(app.registry)
    }

    /// The apps, in ascending order.
    pub fn apps(&self) -> impl Iterator<Item = SdkAppId> {
        self.apps.keys().copied()
    }

    /// The registry of an app, to read.
    ///
    /// # Errors
    /// If there is no such app.
    pub fn app(&self, sdk_app_id: SdkAppId) -> Result<&Registry, UnknownSdkAppId> {
        self.apps.get(&sdk_app_id).map(|app| &app.registry).ok_or(UnknownSdkAppId { sdk_app_id })
    }

    /// Calls the registry of an app. Afterwards the service looks at its deadline, which is why it lends the registry
    /// only for the call.
    ///
    /// # Errors
    /// If there is no such app.
    pub fn with_app<T>(
        &mut self,
        sdk_app_id: SdkAppId,
        call: impl FnOnce(&mut Registry) -> T,
    ) -> Result<T, UnknownSdkAppId> {
        let app = self.apps.get_mut(&sdk_app_id).ok_or(UnknownSdkAppId { sdk_app_id })?;
        let result = call(&mut app.registry);
        self.schedule(sdk_app_id);
        Ok(result)
    }

    /// When [`handle_timeout`](Self::handle_timeout) should be called, if ever.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<UnixMillis> {
        self.deadlines.first().map(|(at, _)| *at)
    }

    /// Handles the time-outs of the app that is due first: see [`Registry::handle_timeout`]. `None` if no app is due.
    pub fn handle_timeout(&mut self, now: UnixMillis, limit: usize) -> Option<(SdkAppId, Vec<ServiceEvent>)> {
        let (_, sdk_app_id) = *self.deadlines.first().filter(|(at, _)| *at <= now)?;
        let events = self.with_app(sdk_app_id, |registry| registry.handle_timeout(now, limit)).ok()?;
        Some((sdk_app_id, events))
    }

    fn schedule(&mut self, sdk_app_id: SdkAppId) {
        let Some(app) = self.apps.get_mut(&sdk_app_id) else { return };
        let deadline = app.registry.poll_timeout();
        if deadline != app.deadline {
            let before = mem::replace(&mut app.deadline, deadline);
            forget(&mut self.deadlines, before, sdk_app_id);
            self.deadlines.extend(deadline.map(|at| (at, sdk_app_id)));
        }
    }
}

/// Removes an entry, if the app has one.
fn forget(deadlines: &mut BTreeSet<(UnixMillis, SdkAppId)>, at: Option<UnixMillis>, sdk_app_id: SdkAppId) {
    if let Some(at) = at {
        deadlines.remove(&(at, sdk_app_id));
    }
}

/// The service has no such app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownSdkAppId {
    /// The app.
    pub sdk_app_id: SdkAppId,
}

impl UnknownSdkAppId {
    /// The service's number for it: 70020.
    #[must_use]
    pub const fn code(self) -> ErrorCode {
        ErrorCode::SDKAPPID_NOT_FOUND
    }
}

impl fmt::Display for UnknownSdkAppId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service has no app {}", self.sdk_app_id)
    }
}

impl Error for UnknownSdkAppId {}
