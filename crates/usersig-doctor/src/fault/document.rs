//! What can be wrong with the members of a document.

use usersig::{BadField, Field};

use crate::finding_id::FindingId;

/// Why a document says nothing a verifier takes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DocumentFault {
    /// It is a ticket of version 1.
    LegacyVersion,
    /// A member stands twice.
    DuplicateMember {
        /// The member.
        field: Field,
    },
    /// A member has another name.
    MisspeltMember {
        /// The member.
        field: Field,
        /// The name it has.
        found: String,
    },
    /// A member is not there.
    MissingMember {
        /// The member.
        field: Field,
    },
    /// A number stands in quotes.
    NumberAsText {
        /// The member.
        field: Field,
    },
    /// A text stands without quotes.
    TextAsNumber {
        /// The member.
        field: Field,
    },
    /// A number has a fraction or an exponent.
    NotWholeNumber {
        /// The member.
        field: Field,
        /// The number.
        number: String,
    },
    /// A member says something else it must not.
    BadMember {
        /// The member and its problem.
        bad: BadField,
        /// What it says; nothing for a signature.
        value: Option<String>,
    },
}

impl DocumentFault {
    pub(crate) const fn id(&self) -> FindingId {
        match self {
            Self::LegacyVersion => FindingId::LegacyVersion,
            Self::DuplicateMember { .. } => FindingId::DuplicateMember,
            Self::MisspeltMember { .. } => FindingId::MisspeltMember,
            Self::MissingMember { .. } => FindingId::MissingMember,
            Self::NumberAsText { .. } => FindingId::NumberAsText,
            Self::TextAsNumber { .. } => FindingId::TextAsNumber,
            Self::NotWholeNumber { .. } => FindingId::NotWholeNumber,
            Self::BadMember { .. } => FindingId::BadMember,
        }
    }
}
