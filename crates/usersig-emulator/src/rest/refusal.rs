//! A call is refused with a code of the service.

use usersig::{ErrorCode, Language};

use crate::journal::finding::FindingNote;

/// Why a call is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: ErrorCode,
    pub(crate) info: String,
    /// For the journal only.
    pub(crate) findings: Vec<FindingNote>,
}

impl Refusal {
    /// With the meaning of the code.
    pub(crate) fn new(code: ErrorCode) -> Self {
        Self::with_info(code, code.meaning(Language::English).unwrap_or("refused"))
    }

    pub(crate) fn with_info(code: ErrorCode, info: impl Into<String>) -> Self {
        Self { code, info: info.into(), findings: Vec::new() }
    }
}

impl From<usersig_login::service::AccountRefused> for Refusal {
    fn from(refused: usersig_login::service::AccountRefused) -> Self {
        Self::with_info(refused.code(), refused.to_string())
    }
}
