//! The faults of a ticket, or that nothing is.

use usersig::{Cause, ErrorCode, Language, MalformedTicket, VerifyError};

use crate::fault::{DocumentFault, EnvelopeFault, IdentityFault, PrivateMapKeyFault, SignatureFault, TimeFault};
use crate::finding_id::FindingId;
use crate::good::Good;
use crate::wording;
use crate::wording::words::{Moment, Words};

/// One thing found, with the facts it rests on. No key and no whole MAC is ever among them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finding {
    /// About the members of the document.
    Document(DocumentFault),
    /// About the text and what it is packed in.
    Envelope(EnvelopeFault),
    /// It is good.
    Good(Good),
    /// About whose ticket it is, and of which kind.
    Identity(IdentityFault),
    /// About the privileges in a room.
    PrivateMapKey(PrivateMapKeyFault),
    /// A reason of the strict reader or the verifier that no other finding tells.
    Refused(VerifyError),
    /// About the signature.
    Signature(SignatureFault),
    /// About the times.
    Time(TimeFault),
}

impl Finding {
    /// The kind of finding.
    #[must_use]
    pub const fn id(&self) -> FindingId {
        match self {
            Self::Document(fault) => fault.id(),
            Self::Envelope(fault) => fault.id(),
            Self::Good(good) if good.signed_by.is_none() => FindingId::Unchecked,
            Self::Good(_) => FindingId::Good,
            Self::Identity(fault) => fault.id(),
            Self::PrivateMapKey(fault) => fault.id(),
            Self::Refused(_) => FindingId::Refused,
            Self::Signature(fault) => fault.id(),
            Self::Time(fault) => fault.id(),
        }
    }

    /// The number the service would give. A finding without a number does not refuse the ticket.
    #[must_use]
    pub const fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Document(_) => Some(Cause::BadField.code()),
            Self::Envelope(fault) => Some(fault.code()),
            Self::Good(_) => None,
            Self::Identity(fault) => fault.code(),
            Self::PrivateMapKey(fault) => fault.code(),
            Self::Refused(error) => Some(error.code()),
            Self::Signature(fault) => fault.code(),
            Self::Time(fault) => fault.code(),
        }
    }

    /// The fault, in one sentence without a full stop.
    #[must_use]
    pub fn what(&self, language: Language) -> String {
        self.words(language).what
    }

    /// The part of the ticket that shows it. Control characters are escaped.
    #[must_use]
    pub fn evidence(&self, language: Language) -> String {
        self.words(language).evidence
    }

    /// The change that helps.
    #[must_use]
    pub fn remedy(&self, language: Language) -> String {
        self.words(language).remedy
    }

    fn words(&self, language: Language) -> Words {
        self.words_with(language, &wording::moment)
    }

    pub(crate) fn words_with(&self, language: Language, moment: Moment<'_>) -> Words {
        match self {
            Self::Document(fault) => fault.words(language),
            Self::Envelope(fault) => fault.words(language),
            Self::Good(good) => good.words(language, moment),
            Self::Identity(fault) => fault.words(language),
            Self::PrivateMapKey(fault) => fault.words(language, moment),
            Self::Refused(error) => wording::refused(error, language),
            Self::Signature(fault) => fault.words(language),
            Self::Time(fault) => fault.words(language, moment),
        }
    }
}

impl From<DocumentFault> for Finding {
    fn from(fault: DocumentFault) -> Self {
        Self::Document(fault)
    }
}

impl From<EnvelopeFault> for Finding {
    fn from(fault: EnvelopeFault) -> Self {
        Self::Envelope(fault)
    }
}

impl From<IdentityFault> for Finding {
    fn from(fault: IdentityFault) -> Self {
        Self::Identity(fault)
    }
}

impl From<PrivateMapKeyFault> for Finding {
    fn from(fault: PrivateMapKeyFault) -> Self {
        Self::PrivateMapKey(fault)
    }
}

impl From<SignatureFault> for Finding {
    fn from(fault: SignatureFault) -> Self {
        Self::Signature(fault)
    }
}

impl From<TimeFault> for Finding {
    fn from(fault: TimeFault) -> Self {
        Self::Time(fault)
    }
}

impl From<MalformedTicket> for Finding {
    fn from(malformed: MalformedTicket) -> Self {
        Self::Refused(VerifyError::Malformed(malformed))
    }
}
