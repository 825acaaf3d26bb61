//! Error codes, and the time of the next ticket.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use usersig::{ErrorCode, Language, Reaction};

use crate::arguments::{self, Name};
use crate::failure::{Failure, usersig_error, usersig_result};
use crate::guard::guarded;
use crate::pointers;

/// English.
pub const USERSIG_ENGLISH: u32 = 0;
/// Simplified Chinese.
pub const USERSIG_CHINESE: u32 = 1;

/// How the receiver of a code should react.
#[repr(C)]
#[derive(Clone, Copy)]
pub enum usersig_reaction {
    /// The code is not known.
    USERSIG_UNKNOWN = 0,
    /// Wait and try again.
    USERSIG_BACK_OFF = 1,
    /// Correct something first.
    USERSIG_FIX_CONFIGURATION = 2,
    /// Let a person decide.
    USERSIG_GIVE_UP = 3,
    /// Get a fresh ticket and log in with it. Do this automatically only on 6206 and 70001.
    USERSIG_LOG_IN_AGAIN = 4,
}

/// How the receiver of this code should react.
#[unsafe(no_mangle)]
pub extern "C" fn usersig_code_reaction(code: i32) -> usersig_reaction {
    match ErrorCode::new(code).reaction() {
        None => usersig_reaction::USERSIG_UNKNOWN,
        Some(Reaction::BackOff) => usersig_reaction::USERSIG_BACK_OFF,
        Some(Reaction::FixConfiguration) => usersig_reaction::USERSIG_FIX_CONFIGURATION,
        Some(Reaction::GiveUp) => usersig_reaction::USERSIG_GIVE_UP,
        Some(Reaction::LogInAgain) => usersig_reaction::USERSIG_LOG_IN_AGAIN,
    }
}

/// Writes the service's name of a code and a NUL. The text is empty if the code has no name.
///
/// # Safety
/// All pointers are valid for their lengths.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_code_name(
    code: i32,
    buffer: *mut c_char,
    capacity: usize,
    len: Option<&mut MaybeUninit<usize>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    // SAFETY: the caller promises it.
    let body =
        || unsafe { pointers::copy_text(ErrorCode::new(code).name().unwrap_or_default(), buffer, capacity, len) };
    guarded(error, body)
}

/// Writes the meaning of a code and a NUL. The text is empty if the code is not known.
///
/// # Safety
/// All pointers are valid for their lengths.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_code_meaning(
    code: i32,
    language: u32,
    buffer: *mut c_char,
    capacity: usize,
    len: Option<&mut MaybeUninit<usize>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let body = || {
        let meaning = ErrorCode::new(code).meaning(self::language(language)?);
        // SAFETY: the caller promises it.
        unsafe { pointers::copy_text(meaning.unwrap_or_default(), buffer, capacity, len) }
    };
    guarded(error, body)
}

/// Writes when a client should fetch its next ticket, after about nine tenths of the lifetime of the current one.
///
/// # Safety
/// All pointers are valid for their lengths.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_refresh_at(
    name_kind: u32,
    user_id: *const c_char,
    user_id_len: usize,
    issued_at: u64,
    expires_at: u64,
    refresh_at: Option<&mut MaybeUninit<u64>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let body = || {
        let issued_at = arguments::time(issued_at, "issued_at")?;
        let expires_at = arguments::time(expires_at, "expires_at")?;
        // SAFETY: the caller promises it.
        let found = match unsafe { arguments::name(name_kind, user_id, user_id_len) }? {
            Name::Identifier(identifier) => usersig::refresh_at(&identifier, issued_at, expires_at),
            Name::UserId(user_id) => usersig::refresh_at(&user_id, issued_at, expires_at),
        };
        pointers::write(refresh_at, found.as_secs());
        Ok(())
    };
    guarded(error, body)
}

pub(crate) fn language(number: u32) -> Result<Language, Failure> {
    match number {
        USERSIG_ENGLISH => Ok(Language::English),
        USERSIG_CHINESE => Ok(Language::Chinese),
        _ => Err(Failure::invalid("language is neither USERSIG_ENGLISH nor USERSIG_CHINESE")),
    }
}
