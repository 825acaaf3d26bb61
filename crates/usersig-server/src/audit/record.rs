//! One decision as a line of JSON. A record has no member for a ticket or a key.

use serde::Serialize;
use usersig::{Fingerprint, Identifier, SdkAppId};

use crate::words::outcome::Outcome;

/// One decision.
#[derive(Serialize)]
pub(crate) struct Record<'a> {
    /// Unix time in seconds.
    pub(crate) time: u64,
    pub(crate) request_id: &'a str,
    pub(crate) caller: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sdk_app_id: Option<SdkAppId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_id: Option<&'a Identifier>,
    pub(crate) operation: &'static str,
    /// The lifetime of the ticket in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ttl: Option<u64>,
    /// 16 hexadecimal digits of the ticket's MAC, which identify the ticket and do not let anybody log in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fingerprint: Option<Fingerprint>,
    pub(crate) outcome: Outcome,
    /// The service's code of a refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<i32>,
}

/// The records of one request as lines.
#[derive(Default)]
pub(crate) struct Lines {
    pub(crate) bytes: Vec<u8>,
    pub(crate) count: u64,
}

/// Room for a usual record.
const USUAL_LEN: usize = 256;

impl Lines {
    pub(crate) fn of<'a>(records: impl ExactSizeIterator<Item = Record<'a>>) -> Self {
        let mut lines = Self { bytes: Vec::with_capacity(records.len() * USUAL_LEN), count: 0 };
        for record in records {
            serde_json::to_writer(&mut lines.bytes, &record).expect("a record is text and numbers");
            lines.bytes.push(b'\n');
            lines.count += 1;
        }
        lines
    }

    pub(crate) fn append(&mut self, more: &Self) {
        self.bytes.extend_from_slice(&more.bytes);
        self.count += more.count;
    }
}
