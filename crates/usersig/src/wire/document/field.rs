//! The members of a document, and what can be wrong with one.

use std::error::Error;
use std::fmt;

/// A member of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// `TLS.expire`, the lifetime in seconds.
    Expire,
    /// `TLS.identifier`, the UserID or a longer identifier.
    Identifier,
    /// `TLS.sdkappid`, the app.
    SdkAppId,
    /// `TLS.sig`, the MAC in base64.
    Sig,
    /// `TLS.time`, the issue time in seconds since 1970.
    Time,
    /// `TLS.userbuf`, the room and the privileges in base64. Only a PrivateMapKey has it.
    UserBuf,
    /// `TLS.ver`, always `"2.0"`.
    Ver,
}

impl Field {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Expire => "TLS.expire",
            Self::Identifier => "TLS.identifier",
            Self::SdkAppId => "TLS.sdkappid",
            Self::Sig => "TLS.sig",
            Self::Time => "TLS.time",
            Self::UserBuf => "TLS.userbuf",
            Self::Ver => "TLS.ver",
        }
    }
}

/// A member that does not say what it must.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadField {
    /// The member.
    pub field: Field,
    /// The reason why the field is refused.
    pub problem: FieldProblem,
}

/// A reason why a [`Field`] is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldProblem {
    /// It is not there.
    Missing,
    /// It is not canonical base64 of what it must hold: 32 bytes of MAC, or at least one byte of userbuf.
    NotBase64,
    /// It is not a string.
    NotText,
    /// It is not a plain whole number: it has quotes, a sign, a fraction or an exponent, or more than 64 bits.
    NotWholeNumber,
    /// It is a whole number no ticket can have.
    OutOfRange,
    /// It is an identifier of more than [`Identifier::MAX_LEN`](crate::Identifier::MAX_LEN) bytes.
    TooLong,
    /// It is not `"2.0"`.
    UnknownVersion,
}

impl fmt::Display for BadField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match self.problem {
            FieldProblem::Missing => "is missing",
            FieldProblem::NotBase64 => "is not base64 of what it must hold",
            FieldProblem::NotText => "is not a string",
            FieldProblem::NotWholeNumber => "is not a plain whole number",
            FieldProblem::OutOfRange => "is out of range",
            FieldProblem::TooLong => "has more than 128 bytes",
            FieldProblem::UnknownVersion => "is not \"2.0\"",
        };
        write!(f, "{} {problem}", self.field.name())
    }
}

impl Error for BadField {}
