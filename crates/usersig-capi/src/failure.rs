//! Results and errors.

use std::error::Error;
use std::ffi::c_char;
use std::fmt::{self, Display, Write};

use usersig::{Cause, KeyRingError, Language, MalformedTicket, VerifyError};

/// The result of a function.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum usersig_result {
    /// Success.
    USERSIG_OK = 0,
    /// The ticket is refused. `error` says why.
    USERSIG_REFUSED = 1,
    /// An argument is not allowed, or is NULL. `error` says which.
    USERSIG_INVALID_ARGUMENT = 2,
    /// The buffer is too small. `USERSIG_MAX_TICKET_LEN` characters are always enough.
    USERSIG_BUFFER_TOO_SMALL = 3,
    /// The key ring does not know the app, or has no key for it.
    USERSIG_NO_KEY = 4,
    /// The library has a fault. Please report it.
    USERSIG_INTERNAL_ERROR = 5,
}

/// Why a function failed. Texts end with NUL. A text that is too long is cut, and U+FFFD replaces control characters.
#[repr(C)]
pub struct usersig_error {
    /// The service's number for a refused ticket or a missing key, else 0.
    pub code: i32,
    /// The kind of refusal, a word for programs, for example `expired`.
    pub cause: [c_char; 32],
    /// A sentence with the values involved.
    pub message: [c_char; 256],
    /// A next step for the person who made or carried the ticket.
    pub advice: [c_char; 160],
}

/// A result other than success, before it is written to the caller's memory.
pub(crate) struct Failure {
    pub(crate) result: usersig_result,
    cause: Option<Cause>,
    message: Text<256>,
}

impl Failure {
    pub(crate) fn invalid(problem: impl Display) -> Self {
        Self { result: usersig_result::USERSIG_INVALID_ARGUMENT, cause: None, message: Text::of(&problem) }
    }

    pub(crate) fn too_small(needed: usize) -> Self {
        let message = format_args!("the buffer is too small for {needed} bytes").into();
        Self { result: usersig_result::USERSIG_BUFFER_TOO_SMALL, cause: None, message }
    }

    pub(crate) fn internal() -> Self {
        let message = format_args!("the library has a fault").into();
        Self { result: usersig_result::USERSIG_INTERNAL_ERROR, cause: None, message }
    }

    fn refused(result: usersig_result, cause: Cause, error: &dyn Error) -> Self {
        Self { result, cause: Some(cause), message: Text::with_sources(error) }
    }
}

impl From<Failure> for usersig_error {
    fn from(Failure { cause, message, .. }: Failure) -> Self {
        let advice = cause.map_or("", |cause| cause.advice(Language::English));
        Self {
            code: cause.map_or(0, |cause| cause.code().number()),
            cause: cause.map_or(Text::default(), |cause| Text::of(&cause)).chars(),
            message: message.chars(),
            advice: Text::of(&advice).chars(),
        }
    }
}

impl From<VerifyError> for Failure {
    fn from(error: VerifyError) -> Self {
        Self::refused(usersig_result::USERSIG_REFUSED, error.cause(), &error)
    }
}

impl From<MalformedTicket> for Failure {
    fn from(error: MalformedTicket) -> Self {
        Self::refused(usersig_result::USERSIG_REFUSED, error.cause(), &error)
    }
}

impl From<KeyRingError> for Failure {
    fn from(error: KeyRingError) -> Self {
        Self::refused(usersig_result::USERSIG_NO_KEY, error.cause(), &error)
    }
}

/// A text in an array, without an allocation. It is cut between characters, ends with NUL, and has no control characters.
pub(crate) struct Text<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Default for Text<N> {
    fn default() -> Self {
        Self { bytes: [0; N], len: 0 }
    }
}

impl<const N: usize> Text<N> {
    pub(crate) fn of(value: &dyn Display) -> Self {
        format_args!("{value}").into()
    }

    fn with_sources(error: &dyn Error) -> Self {
        let mut text = Self::of(&error);
        let mut source = error.source();
        while let Some(error) = source {
            text.push(format_args!(": {error}"));
            source = error.source();
        }
        text
    }

    #[expect(clippy::cast_possible_wrap, reason = "C calls a byte a char")]
    pub(crate) fn chars(&self) -> [c_char; N] {
        self.bytes.map(|byte| byte as c_char)
    }

    fn push(&mut self, arguments: fmt::Arguments<'_>) {
        // The only error is that the text is cut.
        let _cut = self.write_fmt(arguments);
    }
}

impl<const N: usize> From<fmt::Arguments<'_>> for Text<N> {
    fn from(arguments: fmt::Arguments<'_>) -> Self {
        let mut text = Self::default();
        text.push(arguments);
        text
    }
}

impl<const N: usize> Write for Text<N> {
    // A NUL would end the text for C, so that `alice\0evil` would read as `alice`.
    fn write_char(&mut self, character: char) -> fmt::Result {
        let shown = if character.is_control() { char::REPLACEMENT_CHARACTER } else { character };
        let end = self.len + shown.len_utf8();
        if end >= N {
            return Err(fmt::Error);
        }
        shown.encode_utf8(&mut self.bytes[self.len..end]);
        self.len = end;
        Ok(())
    }

    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| self.write_char(character))
    }
}
