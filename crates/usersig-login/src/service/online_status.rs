//! `query_online_status` in the shapes of its documents (feature `serde`).

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};
use usersig::{ErrorCode, UserId};

use crate::platform::Platform;
use crate::service::account_refused::AccountRefused;
use crate::service::device::Device;
use crate::service::operations::query::Queried;
use crate::service::presence::{Presence, Status};
use crate::service::query_options::{CustomStatuses, Detail, InstanceIds, QueryEdition};

/// The answer to `query_online_status`, in the shape of the document's samples.
///
/// An offline user has no `Detail`. `ErrorList` is left out if every user was found. `ErrorCode` is 0 if at least one
/// was.
#[derive(Clone, Debug)]
pub struct OnlineStatus<'a> {
    answers: &'a [Queried],
    detail: Detail,
    instance_ids: InstanceIds,
    custom_statuses: CustomStatuses,
    edition: QueryEdition,
}

impl<'a> OnlineStatus<'a> {
    /// Takes what [`Registry::query`](crate::service::Registry::query) answered, and the options of the request.
    #[must_use]
    pub const fn new(answers: &'a [Queried], detail: Detail, instance_ids: InstanceIds) -> Self {
        let (custom_statuses, edition) = (CustomStatuses::NotReturned, QueryEdition::Domestic);
        Self { answers, detail, instance_ids, custom_statuses, edition }
    }

    /// Takes a further option of the request.
    #[must_use]
    pub const fn with_custom_statuses(self, custom_statuses: CustomStatuses) -> Self {
        Self { custom_statuses, ..self }
    }

    /// Writes the names of this edition.
    #[must_use]
    pub const fn with_edition(self, edition: QueryEdition) -> Self {
        Self { edition, ..self }
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
        let detail = is_listed.then(|| details(presence, self.instance_ids, self.edition));
        let (status, state) = match self.edition {
            QueryEdition::Domestic => (Some(presence.status), None),
            QueryEdition::International => (None, Some(presence.status)),
        };
        let custom_status = (self.custom_statuses == CustomStatuses::Returned).then_some("");
        QueryResult { to_account: user_id.as_str(), status, state, custom_status, detail }
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
    #[serde(rename = "Status", skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(rename = "State", skip_serializing_if = "Option::is_none")]
    state: Option<Status>,
    #[serde(rename = "CustomStatus", skip_serializing_if = "Option::is_none")]
    custom_status: Option<&'static str>,
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

fn details(presence: &Presence, instance_ids: InstanceIds, edition: QueryEdition) -> Vec<DetailEntry> {
    let name = |platform: Platform| match (platform, edition) {
        (Platform::IPhone, QueryEdition::International) => "IPhone",
        _ => platform.status_name(),
    };
    if instance_ids == InstanceIds::Returned {
        let entry = |(device, status): &(Device, Status)| DetailEntry {
            platform: name(device.platform),
            status: *status,
            instid: Some(device.instance.0),
        };
        return presence.devices.iter().map(entry).collect();
    }
    let mut details: Vec<DetailEntry> = Vec::new();
    for (platform, status) in &presence.platforms {
        let platform = name(*platform);
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
            entry.serialize_field("Detail", &details(self, InstanceIds::NotReturned, QueryEdition::Domestic))?;
        }
        entry.end()
    }
}
