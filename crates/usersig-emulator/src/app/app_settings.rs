//! How an app behaves.

use std::num::NonZeroU8;

use serde::{Deserialize, Serialize};
use usersig::UserId;
use usersig_login::service::{AppSettings, RefusalLimit};

use crate::webhook::callback_address::CallbackAddress;

/// How many accounts an app of the emulator has at most. A login that would create one more is 70398.
pub(crate) const ACCOUNTS_ALLOWED: u32 = 100_000;

/// The most administrators of an app (REST introduction).
pub(crate) const ADMINS_ALLOWED: usize = 10;

/// The settings of an app, of the file or of the control plane.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    /// The users that may call the REST interface.
    pub(crate) admins: Vec<UserId>,
    /// The seconds between two `wshello` of a page. A page hears of an expired ticket at the next one.
    pub(crate) hello_interval: NonZeroU8,
    /// The policies, limits and quotas.
    pub(crate) service: AppSettings,
    /// Where State.StateChange goes, if anywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) webhook: Option<CallbackAddress>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            // REST introduction: the default administrator.
            admins: vec![UserId::new("administrator").expect("administrator is a UserID")],
            // Short, so that a test does not wait long after it advanced the clock.
            hello_interval: NonZeroU8::MIN.saturating_add(1),
            service: AppSettings { accounts_allowed: ACCOUNTS_ALLOWED, ..AppSettings::default() },
            webhook: None,
        }
    }
}

impl Settings {
    /// The settings of the registry, within the emulator's own bounds.
    pub(crate) fn bounded(&self) -> AppSettings {
        let mut service = self.service;
        service.accounts_allowed = service.accounts_allowed.min(ACCOUNTS_ALLOWED);
        service.refusal_limit.keys = service.refusal_limit.keys.min(RefusalLimit::default().keys);
        service
    }

    /// Checks the bounds that the types do not state.
    ///
    /// # Errors
    /// With the first bound that is exceeded.
    pub(crate) fn check(&self) -> Result<(), String> {
        if self.admins.len() > ADMINS_ALLOWED {
            return Err(format!("an app has at most {ADMINS_ALLOWED} administrators, not {}", self.admins.len()));
        }
        Ok(())
    }
}
