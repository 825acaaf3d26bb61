//! A finding as plain data.

use serde::Serialize;
use usersig::{ErrorCode, Language};

use crate::finding::Finding;
use crate::finding_id::FindingId;

/// A finding in one language, to be written as JSON: `{"id","code","what","evidence","remedy"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rendered {
    /// The word for scripts.
    pub id: FindingId,
    /// The number the service would give, if the finding is a reason to refuse.
    pub code: Option<i32>,
    /// What is wrong.
    pub what: String,
    /// What in the ticket shows it.
    pub evidence: String,
    /// What to change.
    pub remedy: String,
}

impl Rendered {
    /// Puts a finding into words.
    #[must_use]
    pub fn new(finding: &Finding, language: Language) -> Self {
        Self {
            id: finding.id(),
            code: finding.code().map(ErrorCode::number),
            what: finding.what(language),
            evidence: finding.evidence(language),
            remedy: finding.remedy(language),
        }
    }
}
