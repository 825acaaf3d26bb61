//! The faults of a signature.

use usersig::{Cause, ErrorCode, InvalidSecretKey, SdkAppId};

use crate::fault::deviation::Deviation;
use crate::fault::key_garble::{KeyGarble, KeyShape};
use crate::finding_id::FindingId;

/// Why a signature does not hold. Keys go by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureFault {
    /// The MAC is not written as standard base64 of its bytes.
    Encoding(SignatureEncoding),
    /// The MAC has not 32 bytes.
    Length {
        /// How many it has.
        bytes: usize,
        /// The name of a key whose MAC begins with them.
        cut_from: Option<String>,
    },
    /// It is signed with the key of another app.
    OtherAppsKey {
        /// The name of the key.
        key: String,
        /// The app the key belongs to.
        key_of: SdkAppId,
        /// The app the ticket names.
        named: u32,
    },
    /// It is signed with another form of the key.
    GarbledKey {
        /// The name of the key.
        key: String,
        /// In what the two forms differ.
        garble: KeyGarble,
    },
    /// It is signed with a word that stands in the place of a key.
    KeyNotLoaded {
        /// The word, which may be empty.
        word: String,
    },
    /// It is signed with the key of the official samples, which is public.
    SampleKey {
        /// Whether that key was given as the app's key. A verifier accepts the ticket then, the service does not.
        given: bool,
    },
    /// The key is right, and the MAC covers another text.
    OtherSignedText {
        /// The name of the key.
        key: String,
        /// In what the text differs from the right one.
        deviations: Vec<Deviation>,
    },
    /// No known key signed it, and none that was given looks like a key of the console.
    WrongKey {
        /// The keys that were tried, with what their texts look like.
        shapes: Vec<(String, KeyShape)>,
    },
    /// No known key fits with any text that was tried: either the key or the text is another one.
    WrongKeyOrText {
        /// The keys that were tried, with what their texts look like.
        shapes: Vec<(String, KeyShape)>,
    },
    /// A key that was given cannot be used.
    UnusableKey {
        /// The name of the key.
        key: String,
        /// Why it cannot be used.
        reason: InvalidSecretKey,
        /// The look of its text.
        shape: KeyShape,
    },
}

/// How a MAC is written where base64 of its bytes should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureEncoding {
    /// Base64 of its hex digits.
    Base64OfHex,
    /// Base64 of its base64.
    Base64Twice,
    /// Hex digits.
    Hex,
    /// The ticket's own alphabet.
    TicketAlphabet,
    /// Base64 with padding missing or too much.
    Padding,
    /// Base64 in quotes, such as the `b'..'` of Python.
    Quoted,
    /// The URL-safe alphabet.
    UrlSafe,
    /// Base64 with white space.
    WhiteSpace,
}

impl SignatureFault {
    pub(crate) const fn id(&self) -> FindingId {
        match self {
            Self::Encoding(_) => FindingId::SignatureEncoding,
            Self::Length { .. } => FindingId::SignatureLength,
            Self::OtherAppsKey { .. } => FindingId::OtherAppsKey,
            Self::GarbledKey { .. } => FindingId::GarbledKey,
            Self::KeyNotLoaded { .. } => FindingId::KeyNotLoaded,
            Self::SampleKey { .. } => FindingId::SampleKey,
            Self::OtherSignedText { .. } => FindingId::OtherSignedText,
            Self::WrongKey { .. } => FindingId::WrongKey,
            Self::WrongKeyOrText { .. } => FindingId::WrongKeyOrText,
            Self::UnusableKey { .. } => FindingId::UnusableKey,
        }
    }

    pub(crate) const fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Encoding(_) | Self::Length { .. } => Some(Cause::BadField.code()),
            Self::OtherAppsKey { .. }
            | Self::GarbledKey { .. }
            | Self::KeyNotLoaded { .. }
            | Self::SampleKey { given: false }
            | Self::OtherSignedText { .. }
            | Self::WrongKey { .. }
            | Self::WrongKeyOrText { .. } => Some(Cause::BadSignature.code()),
            Self::SampleKey { given: true } | Self::UnusableKey { .. } => None,
        }
    }
}
