//! One State.StateChange on its way.

use serde::{Deserialize, Serialize};
use usersig::{SdkAppId, UserId};
use usersig_login::service::StateChange;

use crate::webhook::callback_address::CallbackAddress;
use crate::words::cause::Cause;

/// A notification. It keeps the address of the moment at which the change happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notification {
    pub(crate) sdk_app_id: SdkAppId,
    pub(crate) user_id: UserId,
    /// `Info.Action`, for the journal.
    pub(crate) action: String,
    pub(crate) address: CallbackAddress,
    /// The parameters that the service adds to the address.
    pub(crate) query: String,
    /// The JSON of the request.
    pub(crate) body: String,
}

impl Notification {
    pub(crate) fn new(sdk_app_id: SdkAppId, address: &CallbackAddress, change: &StateChange, cause: Cause) -> Self {
        let query = format!(
            "SdkAppid={sdk_app_id}&CallbackCommand=State.StateChange&contenttype=json&ClientIP={}&OptPlatform={}",
            cause.client_ip(),
            cause.opt_platform()
        );
        Self {
            sdk_app_id,
            user_id: change.user_id,
            action: change.change.action().to_owned(),
            address: address.clone(),
            query,
            body: serde_json::to_string(change).expect("a change is text and numbers"),
        }
    }

    /// The path and the whole query of the request.
    pub(crate) fn target(&self) -> String {
        let separator = if self.address.path.contains('?') { '&' } else { '?' };
        format!("{}{separator}{}", self.address.path, self.query)
    }
}
