//! One line of the journal.

use serde::{Deserialize, Serialize};
use usersig::SdkAppId;
use usersig_login::UnixMillis;
use usersig_login::platform::Platform;
use utoipa::ToSchema;

use crate::journal::finding::FindingNote;
use crate::journal::refusals::RefusalReason;
use crate::words::forced_logout::ForcedLogout;
use crate::words::kick_type::KickType;
use crate::words::link_id::LinkId;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub(crate) struct Entry {
    /// Its number, ascending without gaps.
    pub(crate) id: u64,
    /// When, in milliseconds of the emulator's clock.
    #[schema(value_type = u64)]
    pub(crate) at: UnixMillis,
    /// The app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<u32>)]
    pub(crate) sdk_app_id: Option<SdkAppId>,
    /// The user, as the request named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user_id: Option<String>,
    #[serde(flatten)]
    pub(crate) record: Record,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Record {
    /// The control plane changed something, or refused to.
    Control {
        /// The operation.
        operation: String,
        /// The HTTP status of the answer. Nothing has changed if it is not 200.
        #[serde(default = "ok")]
        status: u16,
    },
    /// The ticket of a device expired while it was online.
    Expired {
        /// The link.
        link: LinkId,
        /// The platform of the device.
        #[schema(value_type = String)]
        platform: Platform,
    },
    /// An injected fault changed an answer.
    Fault {
        /// The number of the fault.
        fault: u64,
        /// The effect of the fault.
        effect: String,
    },
    /// A device was kicked.
    Kick {
        /// The link, unless the device was away.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<LinkId>,
        /// The platform of the device.
        #[schema(value_type = String)]
        platform: Platform,
        /// Who kicked it.
        by: KickType,
        /// The operation that kicked it, if it was a REST call or the control plane.
        // The entries of a state that was saved by an older version have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        operation: Option<ForcedLogout>,
    },
    /// A link was opened or closed.
    Link {
        /// The link.
        link: LinkId,
        /// The change of the link.
        change: LinkChange,
    },
    /// A text message was relayed.
    Message {
        /// The receiver.
        to: String,
        /// The links that received it.
        links: usize,
    },
    /// A client was refused before its request reached an interface. Each client is noted once.
    Refused {
        /// The reason.
        reason: RefusalReason,
        /// The `Host`, the `Origin`, the address that the proxy was asked for, or the SDKAppID.
        value: String,
        /// The event, with the next step.
        detail: String,
    },
    /// A request and its answer.
    Request {
        /// Where it came in.
        interface: Interface,
        /// The command.
        command: String,
        /// The link, at the gateway.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<LinkId>,
        /// The code of the answer.
        code: i32,
        /// The number of the injected fault that made the answer, if one did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fault: Option<u64>,
        /// Why the ticket was refused, if that was the reason.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        findings: Vec<FindingNote>,
    },
    /// State.StateChange.
    StateChange {
        /// `Info.Action`.
        action: String,
        /// `Info.Reason`.
        reason: String,
        /// The platform of the device.
        #[schema(value_type = String)]
        platform: Platform,
        /// The platforms that the login kicked.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[schema(value_type = Vec<String>)]
        kicked: Vec<Platform>,
    },
    /// An attempt to deliver State.StateChange to the app's server.
    Webhook {
        /// `Info.Action` of the body.
        action: String,
        /// The number of the attempt, from 1.
        attempt: u32,
        /// How it ended.
        outcome: String,
    },
}

/// An interface of the emulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Interface {
    /// The control plane.
    Control,
    /// The WebSocket of the SDK.
    Gateway,
    /// The service's REST interface.
    Rest,
}

/// A change of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LinkChange {
    /// A test broke it.
    Broken,
    /// The client closed it or left.
    Closed,
    /// The client opened it.
    Opened,
    /// The client did not read in time.
    TooSlow,
}

const fn ok() -> u16 {
    200
}

impl Record {
    /// A change by the control plane that succeeded.
    pub(crate) const fn control(operation: String) -> Self {
        Self::Control { operation, status: ok() }
    }
}

impl Entry {
    /// About how much memory it takes: its texts, and the rest of the struct.
    pub(crate) fn weight(&self) -> usize {
        let texts = match &self.record {
            Record::Control { operation: text, .. }
            | Record::Fault { effect: text, .. }
            | Record::Message { to: text, .. } => text.len(),
            Record::Expired { .. } | Record::Kick { .. } | Record::Link { .. } => 0,
            Record::Refused { value, detail, .. } => value.len() + detail.len(),
            Record::Request { command, findings, .. } => {
                command.len() + findings.iter().map(FindingNote::weight).sum::<usize>()
            }
            Record::StateChange { action, reason, kicked, .. } => action.len() + reason.len() + kicked.len(),
            Record::Webhook { action, outcome, .. } => action.len() + outcome.len(),
        };
        size_of::<Self>() + self.user_id.as_ref().map_or(0, String::len) + texts
    }
}
