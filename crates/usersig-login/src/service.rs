//! The service's side: several apps, strictly apart.

mod account;
mod account_refused;
mod accounts;
mod active_users;
#[cfg(feature = "serde")]
mod as_data;
mod device;
mod happening;
mod link_refused;
mod logged_in;
mod login_refused;
mod presence;
mod refusals;
mod registry;
mod session;
mod settings;
mod times;
mod wakes;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use usersig::{ErrorCode, SdkAppId, UnixTime};

pub use account_refused::AccountRefused;
pub use active_users::{InvalidUtcOffset, UtcOffset};
pub use device::{Device, InstanceId, SessionId};
pub use happening::{Change, Connection, Happening, PUT_OUT, StateChange};
pub use link_refused::{ReconnectRefused, RenewalRefused, RequestRefused};
pub use logged_in::{Hears, Kicked, LoggedIn, Registration};
pub use login_refused::LoginRefused;
pub use presence::{Presence, Status};
pub use registry::{BATCH, Deleted, KICKED_AWAY_KEPT, QUERY_BATCH, Queried, Registry};
pub use settings::{AppSettings, Deletion, ExpiryNotice, KickedWhileAway, RefusalLimit};
pub use times::{AWAY_KEPT, HEARTBEAT, REFUSALS_FORGOTTEN, SILENCE_ALLOWED};

/// The registries of several apps. Nothing of one is ever seen in another: the ticket says which one it is for.
#[derive(Debug, Default)]
pub struct LoginService {
    apps: BTreeMap<SdkAppId, Registry>,
}

impl LoginService {
    /// Without apps.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an app, and returns the registry it had before.
    pub fn insert(&mut self, registry: Registry) -> Option<Registry> {
        self.apps.insert(registry.sdk_app_id(), registry)
    }

    /// An app's registry.
    ///
    /// # Errors
    /// When there is no such app.
    pub fn app(&self, sdk_app_id: SdkAppId) -> Result<&Registry, UnknownSdkAppId> {
        self.apps.get(&sdk_app_id).ok_or(UnknownSdkAppId { sdk_app_id })
    }

    /// An app's registry, to change it.
    ///
    /// # Errors
    /// When there is no such app.
    pub fn app_mut(&mut self, sdk_app_id: SdkAppId) -> Result<&mut Registry, UnknownSdkAppId> {
        self.apps.get_mut(&sdk_app_id).ok_or(UnknownSdkAppId { sdk_app_id })
    }

    /// Lets the time pass in every app: see [`Registry::advance`].
    pub fn advance(&mut self, now: UnixTime) -> Vec<(SdkAppId, Happening)> {
        let apps = self.apps.iter_mut();
        apps.flat_map(|(app, registry)| registry.advance(now).into_iter().map(|happening| (*app, happening))).collect()
    }

    /// When [`advance`](Self::advance) is worth calling next, if ever.
    #[must_use]
    pub fn wakes_at(&self) -> Option<UnixTime> {
        self.apps.values().filter_map(Registry::wakes_at).min()
    }
}

/// Says that an app is not here.
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
        write!(f, "there is no app {}", self.sdk_app_id)
    }
}

impl Error for UnknownSdkAppId {}
