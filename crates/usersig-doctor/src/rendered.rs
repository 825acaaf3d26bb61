//! A finding as plain data.

use serde::Serialize;
use usersig::{ErrorCode, Language, UnixTime};

use crate::finding::Finding;
use crate::finding_id::FindingId;
use crate::wording;
use crate::wording::words::Words;

/// A finding in one language, to be written as JSON: `{"id","code","what","evidence","remedy"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rendered {
    /// The word for scripts.
    pub id: FindingId,
    /// The number the service would give, if the finding is a reason to refuse.
    pub code: Option<i32>,
    /// The fault.
    pub what: String,
    /// The part of the ticket that shows it.
    pub evidence: String,
    /// The change that helps.
    pub remedy: String,
}

impl Rendered {
    /// Puts a finding into words, its moments in UTC.
    #[must_use]
    pub fn new(finding: &Finding, language: Language) -> Self {
        Self::with_moments(finding, language, wording::moment)
    }

    /// The same with moments as the caller writes them, such as in the reader's own zone.
    #[must_use]
    pub fn with_moments(finding: &Finding, language: Language, moment: impl Fn(UnixTime) -> String) -> Self {
        let Words { what, evidence, remedy } = finding.words_with(language, &moment);
        Self { id: finding.id(), code: finding.code().map(ErrorCode::number), what, evidence, remedy }
    }
}
