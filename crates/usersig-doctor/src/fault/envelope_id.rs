//! The finding and the code of each fault of a ticket's text.

use usersig::{Cause, ErrorCode};

use crate::fault::envelope::EnvelopeFault;
use crate::finding_id::FindingId;

impl EnvelopeFault {
    pub(crate) const fn id(&self) -> FindingId {
        match self {
            Self::Empty { .. } => FindingId::Empty,
            Self::TooLong { .. } => FindingId::TooLong,
            Self::Placeholder { .. } => FindingId::Placeholder,
            Self::SecretKeyPasted { .. } => FindingId::SecretKeyPasted,
            Self::Foreign(foreign) => foreign.id(),
            Self::SeveralTickets { .. } => FindingId::SeveralTickets,
            Self::Utf16 => FindingId::Utf16,
            Self::Escaped { .. } => FindingId::Escaped,
            Self::HexEncoded => FindingId::HexEncoded,
            Self::DetachedSignature { .. } => FindingId::DetachedSignature,
            Self::UnfinishedStream { .. } => FindingId::UnfinishedStream,
            Self::TrailingBytes { .. } => FindingId::TrailingBytes,
            Self::ZlibHeader { .. } => FindingId::ZlibHeader,
            Self::TooBig => FindingId::TooBig,
            Self::Jwt => FindingId::Jwt,
            Self::VendorToken { .. } => FindingId::VendorToken,
            Self::Quoted { .. } => FindingId::Quoted,
            Self::InOtherText { .. } => FindingId::InOtherText,
            Self::WhiteSpace { .. } => FindingId::WhiteSpace,
            Self::UrlEncoded { times: 1 } => FindingId::UrlEncoded,
            Self::UrlEncoded { .. } => FindingId::UrlEncodedTwice,
            Self::PlusAsSpace { .. } => FindingId::PlusAsSpace,
            Self::StandardAlphabet { .. } => FindingId::StandardAlphabet,
            Self::UrlSafeAlphabet => FindingId::UrlSafeAlphabet,
            Self::ForeignCharacter { .. } => FindingId::ForeignCharacter,
            Self::Padding => FindingId::Padding,
            Self::Base64Twice => FindingId::Base64Twice,
            Self::BeginningMissing { .. } => FindingId::BeginningMissing,
            Self::CaseFolded { .. } => FindingId::CaseFolded,
            Self::NotCompressed { .. } => FindingId::NotCompressed,
            Self::Gzip => FindingId::Gzip,
            Self::RawDeflate => FindingId::RawDeflate,
            Self::CutOff { .. } => FindingId::CutOff,
            Self::Damaged { .. } => FindingId::Damaged,
        }
    }

    pub(crate) const fn code(&self) -> ErrorCode {
        match self {
            Self::Empty { white_space: 0 } => Cause::Empty.code(),
            _ => Cause::BadBase64.code(),
        }
    }
}
