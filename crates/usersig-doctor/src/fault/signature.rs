//! What can be wrong with a signature.

use usersig::{Cause, ErrorCode, InvalidSecretKey, SdkAppId};

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
    /// It is signed with what somebody made of the key.
    GarbledKey {
        /// The name of the key.
        key: String,
        /// What happened to it.
        garble: KeyGarble,
    },
    /// It is signed with nothing, or a word for it.
    KeyNotLoaded {
        /// The word, which may be empty.
        word: &'static str,
    },
    /// It is signed with the key of the official samples, which everybody knows.
    SampleKey,
    /// The key is right, and the MAC covers something else.
    OtherSignedText {
        /// The name of the key.
        key: String,
        /// What the MAC covers.
        recipe: Recipe,
    },
    /// No key that is known has signed it.
    WrongKey {
        /// How many keys were tried.
        tried: usize,
    },
    /// A key that was given cannot be one.
    UnusableKey {
        /// The name of the key.
        key: String,
        /// Why it cannot.
        reason: InvalidSecretKey,
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
    /// The URL-safe alphabet.
    UrlSafe,
    /// Base64 with white space.
    WhiteSpace,
}

/// What happens to keys on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyGarble {
    /// Decoded as base64.
    Base64Decoded,
    /// A byte order mark before it.
    ByteOrderMark,
    /// `\r\n` behind it.
    CarriageReturn,
    /// Its first or its last character is missing.
    Cut,
    /// Decoded as hex.
    HexDecoded,
    /// A line end behind it.
    LineEnd,
    /// Small letters.
    LowerCase,
    /// The PEM text of an old key pair, as it stands.
    Pem,
    /// Quotes around it.
    Quoted,
    /// A space or a tab at an end.
    Space,
    /// Capital letters.
    UpperCase,
}

/// What a MAC covers in the place of the signed text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Recipe {
    /// `\n` as the two characters backslash and n.
    BackslashN,
    /// Lines that end in `\r\n`.
    CarriageReturns,
    /// The JSON document.
    Document,
    /// The formula of the TRTC documents, which only illustrates: the bare values and base64 of them.
    DocumentedFormula,
    /// Key and text in each other's place.
    KeyAndTextSwapped,
    /// Times in milliseconds.
    Milliseconds,
    /// No line end behind the last line.
    NoLastLineEnd,
    /// No line ends at all.
    NoLineEnds,
    /// No line for the userbuf.
    NoUserbufLine,
    /// The lines in this order.
    OtherOrder(Vec<&'static str>),
    /// The bytes of the userbuf, not their base64.
    RawUserbuf,
    /// Times in seconds under a document with milliseconds.
    Seconds,
    /// A line for the version.
    VersionLine,
}

impl SignatureFault {
    pub(crate) const fn id(&self) -> FindingId {
        match self {
            Self::Encoding(_) => FindingId::SignatureEncoding,
            Self::Length { .. } => FindingId::SignatureLength,
            Self::OtherAppsKey { .. } => FindingId::OtherAppsKey,
            Self::GarbledKey { .. } => FindingId::GarbledKey,
            Self::KeyNotLoaded { .. } => FindingId::KeyNotLoaded,
            Self::SampleKey => FindingId::SampleKey,
            Self::OtherSignedText { .. } => FindingId::OtherSignedText,
            Self::WrongKey { .. } => FindingId::WrongKey,
            Self::UnusableKey { .. } => FindingId::UnusableKey,
        }
    }

    pub(crate) const fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Encoding(_) | Self::Length { .. } => Some(Cause::BadField.code()),
            Self::OtherAppsKey { .. }
            | Self::GarbledKey { .. }
            | Self::KeyNotLoaded { .. }
            | Self::SampleKey
            | Self::OtherSignedText { .. }
            | Self::WrongKey { .. } => Some(Cause::BadSignature.code()),
            Self::UnusableKey { .. } => None,
        }
    }
}
