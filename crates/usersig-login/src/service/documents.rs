//! State.StateChange and `query_online_status` in the shapes of their documents (feature `serde`).

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};
use usersig::{ErrorCode, UserId};

use crate::platform::Platform;
use crate::service::account_refused::AccountRefused;
use crate::service::operations::query::Queried;
use crate::service::presence::{Presence, Status};
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

/// Whether `query_online_status` lists the platforms of each user: `IsNeedDetail` of its request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// `IsNeedDetail` is 1.
    Needed,
    /// `IsNeedDetail` is 0 or absent.
    #[default]
    NotNeeded,
}

/// Whether `query_online_status` gives the instance id of each device: `IsReturnInstid` of its request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InstanceIds {
    /// `IsReturnInstid` is 1: one entry for each device, with its `Instid`.
    Returned,
    /// `IsReturnInstid` is 0 or absent: one entry for each platform.
    #[default]
    NotReturned,
}

/// The answer to `query_online_status`, in the shape of the document's samples.
///
/// An offline user has no `Detail`. `ErrorList` is left out if every user was found. `ErrorCode` is 0 if at least one
/// was.
#[derive(Clone, Debug)]
pub struct OnlineStatus<'a> {
    answers: &'a [Queried],
    detail: Detail,
    instance_ids: InstanceIds,
}

impl<'a> OnlineStatus<'a> {
    /// Takes what [`Registry::query`](crate::service::Registry::query) answered, and the options of the request.
    #[must_use]
    pub const fn new(answers: &'a [Queried], detail: Detail, instance_ids: InstanceIds) -> Self {
        Self { answers, detail, instance_ids }
    }

    /// `ErrorCode`: 0, or the code of the first user if no user was found.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        let is_found = self.answers.iter().any(|(_, answer)| answer.is_ok());
        let first = self.answers.first().and_then(|(_, answer)| answer.as_ref().err());
        first.filter(|_| !is_found).map_or(ErrorCode::new(0), AccountRefused::code)
    }

    fn entry(&self, user_id: &'a UserId, presence: &Presence) -> QueryResult<'a> {
        let is_listed = self.detail == Detail::Needed && presence.status != Status::Offline;
        let detail = is_listed.then(|| details(presence, self.instance_ids));
        QueryResult { to_account: user_id.as_str(), status: presence.status, detail }
    }
}

impl Serialize for OnlineStatus<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let code = self.code().number();
        let (mut results, mut errors) = (Vec::new(), Vec::new());
        for (user_id, answer) in self.answers {
            match answer {
                Ok(presence) => results.push(self.entry(user_id, presence)),
                Err(refused) => {
                    errors.push(QueryError { to_account: user_id.as_str(), error_code: refused.code().number() });
                }
            }
        }
        let mut body = serializer.serialize_struct("OnlineStatus", 5)?;
        body.serialize_field("ActionStatus", if code == 0 { "OK" } else { "FAIL" })?;
        body.serialize_field("ErrorInfo", "")?;
        body.serialize_field("ErrorCode", &code)?;
        body.serialize_field("QueryResult", &results)?;
        if errors.is_empty() {
            body.skip_field("ErrorList")?;
        } else {
            body.serialize_field("ErrorList", &errors)?;
        }
        body.end()
    }
}

#[derive(Serialize)]
struct QueryResult<'a> {
    #[serde(rename = "To_Account")]
    to_account: &'a str,
    #[serde(rename = "Status")]
    status: Status,
    #[serde(rename = "Detail", skip_serializing_if = "Option::is_none")]
    detail: Option<Vec<DetailEntry>>,
}

#[derive(Serialize)]
struct QueryError<'a> {
    #[serde(rename = "To_Account")]
    to_account: &'a str,
    #[serde(rename = "ErrorCode")]
    error_code: i32,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DetailEntry {
    platform: &'static str,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    instid: Option<u64>,
}

fn details(presence: &Presence, instance_ids: InstanceIds) -> Vec<DetailEntry> {
    if instance_ids == InstanceIds::Returned {
        let entry = |(device, status): &(crate::service::device::Device, Status)| DetailEntry {
            platform: device.platform.status_name(),
            status: *status,
            instid: Some(device.instance.0),
        };
        return presence.devices.iter().map(entry).collect();
    }
    let mut details: Vec<DetailEntry> = Vec::new();
    for (platform, status) in &presence.platforms {
        let platform = platform.status_name();
        // Windows and Linux have one name. Push reaches neither, so both are online or absent.
        if details.iter().all(|detail| detail.platform != platform) {
            details.push(DetailEntry { platform, status: *status, instid: None });
        }
    }
    details
}

/// An entry of `QueryResult` with its `Detail`, to which its `To_Account` is added.
impl Serialize for Presence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut entry = serializer.serialize_struct("Presence", 2)?;
        entry.serialize_field("Status", &self.status)?;
        if self.status == Status::Offline {
            entry.skip_field("Detail")?;
        } else {
            entry.serialize_field("Detail", &details(self, InstanceIds::NotReturned))?;
        }
        entry.end()
    }
}
