//! State.StateChange in the shape of its document (feature `serde`).

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::platform::Platform;
use crate::service::service_event::StateChange;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Info<'a> {
    action: &'a str,
    #[serde(rename = "To_Account")]
    to_account: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct KickedDevice {
    platform: &'static str,
}

/// The body of State.StateChange. `KickedDevice` is left out if no device was kicked.
impl Serialize for StateChange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (action, reason) = (self.change.action(), self.change.reason());
        let name_of = |platform: &Platform| KickedDevice { platform: platform.webhook_name() };
        let kicked: Vec<KickedDevice> = self.kicked.iter().map(name_of).collect();
        let mut body = serializer.serialize_struct("StateChange", 4)?;
        body.serialize_field("CallbackCommand", "State.StateChange")?;
        body.serialize_field("EventTime", &self.at.as_millis())?;
        body.serialize_field("Info", &Info { action, to_account: self.user_id.as_str(), reason })?;
        if kicked.is_empty() {
            body.skip_field("KickedDevice")?;
        } else {
            body.serialize_field("KickedDevice", &kicked)?;
        }
        body.end()
    }
}
