//! The sections of the file that need a restart to change.

use std::num::NonZeroU32;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::words::on_store_failure::OnStoreFailure;
use crate::words::rate::Rate;
use crate::words::span::Span;

/// How long tickets live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Lifetimes {
    /// The lifetime of a ticket if the request names none.
    pub(crate) default: Span,
    /// The longest lifetime a request may name.
    pub(crate) limit: Span,
    /// The longest lifetime that `verify` accepts. A ticket that lives longer, because another program signed it, counts
    /// as expired after this time. Revocations are kept as long.
    pub(crate) longest_accepted: Span,
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self { default: Span::DAY, limit: Span::WEEK, longest_accepted: Span::WEEK }
    }
}

/// The clocks of other signers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Verification {
    /// A ticket that was issued further in the future than this is refused.
    pub(crate) future_tolerance: Span,
    pub(crate) on_store_failure: OnStoreFailure,
}

impl Default for Verification {
    fn default() -> Self {
        Self { future_tolerance: Span::secs(60), on_store_failure: OnStoreFailure::default() }
    }
}

/// How often users and callers may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Rates {
    /// Tickets for one user.
    pub(crate) per_user: Rate,
    /// Requests of a caller that has no rate of its own.
    pub(crate) per_caller: Rate,
    /// Tickets of one user that `verify` refuses. Above this rate it answers 70050.
    pub(crate) failed_verifications: Rate,
}

impl Default for Rates {
    fn default() -> Self {
        let rate = |count, per| Rate::new(NonZeroU32::new(count).expect("it is not zero"), per);
        Self {
            per_user: rate(60, Span::secs(60)),
            per_caller: rate(1000, Span::secs(1)),
            failed_verifications: rate(10, Span::secs(60)),
        }
    }
}

/// How much the service does at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Limits {
    /// Requests in progress. Another one is answered with 503 at once.
    pub(crate) requests: NonZeroU32,
    /// Open connections. Another one waits until one closes.
    pub(crate) connections: NonZeroU32,
    /// Open connections of one address. Another one is closed at once. IPv6 addresses of one /64 count together.
    pub(crate) connections_per_address: NonZeroU32,
    /// The time in which a client sends the headers of a request, or its next request.
    pub(crate) header_timeout: Span,
    /// The time in which a client sends the body of a request.
    pub(crate) body_timeout: Span,
    /// The time without progress after which an answer is given up.
    pub(crate) write_timeout: Span,
}

impl Default for Limits {
    fn default() -> Self {
        let number = |number| NonZeroU32::new(number).expect("it is not zero");
        Self {
            requests: number(512),
            connections: number(8192),
            connections_per_address: number(2048),
            header_timeout: Span::secs(10),
            body_timeout: Span::secs(10),
            write_timeout: Span::secs(10),
        }
    }
}

/// The record of decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AuditSection {
    /// The file; standard output without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<PathBuf>,
    pub(crate) on_audit_failure: OnAuditFailure,
}

/// The treatment of a request whose line cannot be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OnAuditFailure {
    /// It is answered, and a metric counts the missing line.
    Count,
    /// It is refused with 503.
    #[default]
    Refuse,
}

/// TLS in the process.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tls {
    /// The certificate chain as PEM.
    pub(crate) certificate: PathBuf,
    /// The private key as PEM.
    pub(crate) key: PathBuf,
    /// The authorities whose client certificates identify callers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) client_ca: Option<PathBuf>,
}
