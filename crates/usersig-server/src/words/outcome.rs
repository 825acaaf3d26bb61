//! How a decision ended, for the audit and for metrics.

use serde::Serialize;

/// The words of the audit's `outcome` and of the metrics' label `outcome`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// A malformed request.
    BadRequest,
    /// The policy refused.
    Denied,
    /// The service failed.
    Failed,
    /// A ticket was signed, a revocation stored or a ticket found valid.
    Granted,
    /// A rate was exceeded.
    Limited,
    /// The service had too much to do.
    Overloaded,
    /// `verify` refused the ticket.
    Refused,
    /// The credentials were missing or wrong.
    Unauthorized,
}

impl Outcome {
    pub(crate) const ALL: [Self; 8] = [
        Self::BadRequest,
        Self::Denied,
        Self::Failed,
        Self::Granted,
        Self::Limited,
        Self::Overloaded,
        Self::Refused,
        Self::Unauthorized,
    ];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::BadRequest => "bad_request",
            Self::Denied => "denied",
            Self::Failed => "failed",
            Self::Granted => "granted",
            Self::Limited => "limited",
            Self::Overloaded => "overloaded",
            Self::Refused => "refused",
            Self::Unauthorized => "unauthorized",
        }
    }
}
