//! What the service says, in the shape of its documents (feature `serde`).

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::platform::Platform;
use crate::service::happening::StateChange;
use crate::service::presence::{Presence, Status};

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

/// The body of State.StateChange; `KickedDevice` is left out when nobody was kicked.
impl Serialize for StateChange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (action, reason) = (self.change.action(), self.change.reason());
        let name_of = |platform: &Platform| KickedDevice { platform: platform.webhook_name() };
        let kicked: Vec<KickedDevice> = self.kicked.iter().map(name_of).collect();
        let mut body = serializer.serialize_struct("StateChange", 4)?;
        body.serialize_field("CallbackCommand", "State.StateChange")?;
        body.serialize_field("EventTime", &self.at.as_secs().saturating_mul(1000))?;
        body.serialize_field("Info", &Info { action, to_account: self.user_id.as_str(), reason })?;
        if kicked.is_empty() {
            body.skip_field("KickedDevice")?;
        } else {
            body.serialize_field("KickedDevice", &kicked)?;
        }
        body.end()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Detail {
    platform: &'static str,
    status: Status,
}

/// An entry of `QueryResult`, to which its `To_Account` is to be added.
impl Serialize for Presence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut details: Vec<Detail> = Vec::new();
        for (platform, status) in &self.platforms {
            let platform = platform.status_name();
            // Windows and Linux have one name, and no push: each is online or not in the list.
            if details.iter().all(|detail| detail.platform != platform) {
                details.push(Detail { platform, status: *status });
            }
        }
        let mut entry = serializer.serialize_struct("Presence", 2)?;
        entry.serialize_field("Status", &self.status)?;
        entry.serialize_field("Detail", &details)?;
        entry.end()
    }
}
