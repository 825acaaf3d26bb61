//! A refusal as data.

use std::error::Error;
use std::fmt::{self, Write};

use crate::codes::cause::Cause;
use crate::codes::error_code::{ErrorCode, Language};
use crate::judge::verify_error::VerifyError;
use crate::wire::ticket::MalformedTicket;

/// Why a ticket is refused, as a service tells it: to send as JSON (feature `serde`) or to write into a log.
///
/// ```
/// use usersig::{Cause, Language, Refusal, SdkAppId, SecretKey, UnixTime, UserId, Verifier};
///
/// let verifier = Verifier::new(SdkAppId::new(1_400_000_000)?, &SecretKey::new("a throw-away key")?);
/// let error = verifier.user_sig("", &UserId::new("alice")?, UnixTime::from_secs(1_700_000_000)).unwrap_err();
///
/// let refusal = Refusal::from(error);
/// assert_eq!((refusal.code.number(), refusal.cause), (70002, Cause::Empty));
/// assert_eq!(refusal.to_string(), "70002 ERR_SVR_ACCOUNT_USERSIG_EMPTY (empty): ticket is empty");
/// assert_eq!(refusal.in_language(Language::Chinese).advice, "查清票据为什么没有传过来");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Refusal {
    /// The service's number.
    pub code: ErrorCode,
    /// The service's name of the number, if it has one.
    pub name: Option<&'static str>,
    /// The kind of refusal, for scripts and counters.
    pub cause: Cause,
    /// A sentence that says what happened, with the values involved, in English.
    pub message: String,
    /// A sentence that says how the person who made or carried the ticket can help. It is in English unless another
    /// language was asked for.
    pub advice: &'static str,
}

impl Refusal {
    /// The refusal of a cause. The message is that of the error and of its sources.
    pub(crate) fn new(cause: Cause, error: &dyn Error) -> Self {
        let mut message = error.to_string();
        let mut source = error.source();
        while let Some(error) = source {
            write!(message, ": {error}").expect("a String takes every text");
            source = error.source();
        }
        let code = cause.code();
        Self { code, name: code.name(), cause, message, advice: cause.advice(Language::English) }
    }

    /// The same refusal with its advice in this language.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        Self { advice: self.cause.advice(language), ..self }
    }
}

impl From<VerifyError> for Refusal {
    fn from(error: VerifyError) -> Self {
        Self::new(error.cause(), &error)
    }
}

impl From<MalformedTicket> for Refusal {
    fn from(error: MalformedTicket) -> Self {
        Self::new(error.cause(), &error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, cause, message, .. } = self;
        match self.name {
            Some(name) => write!(f, "{code} {name} ({cause}): {message}"),
            None => write!(f, "{code} ({cause}): {message}"),
        }
    }
}

impl Error for Refusal {}
