//! One decision as a line of JSON. A record has no member for a ticket or a key.

use serde::Serialize;
use usersig::{Identifier, SdkAppId};

use crate::words::outcome::Outcome;

/// One decision.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Record<'a> {
    /// Unix time in seconds.
    pub(crate) time: u64,
    pub(crate) request_id: &'a str,
    pub(crate) caller: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sdk_app_id: Option<SdkAppId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_id: Option<Identifier>,
    pub(crate) operation: &'static str,
    /// The lifetime of the ticket in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ttl: Option<u64>,
    /// 16 hexadecimal digits of the ticket's MAC, which identify the ticket and do not let anybody log in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fingerprint: Option<String>,
    pub(crate) outcome: Outcome,
    /// The service's code of a refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<i32>,
}
