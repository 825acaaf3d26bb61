//! Notifications that wait for their delivery.

use usersig::{SdkAppId, UserId};
use usersig_login::service::StateChange;

use crate::webhook::callback_address::CallbackAddress;
use crate::words::cause::Cause;

/// A State.StateChange on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notification {
    pub(crate) sdk_app_id: SdkAppId,
    pub(crate) user_id: UserId,
}

impl Notification {
    pub(crate) fn new(sdk_app_id: SdkAppId, _: &CallbackAddress, change: &StateChange, _: Cause) -> Self {
        Self { sdk_app_id, user_id: change.user_id }
    }
}

/// Waiting
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    waiting: Vec<Notification>,
}

impl Outbox {
    pub(crate) fn push(&mut self, notification: Notification) {
        self.waiting.clear();
        self.waiting.push(notification);
    }
}
