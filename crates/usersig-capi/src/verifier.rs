//! Verifying.

use std::ffi::c_char;

use usersig::{Tolerances, UnixTime, Verifier};

use crate::arguments::{self, Name, usersig_room, usersig_tolerances};
use crate::claims::usersig_claims;
use crate::failure::{Failure, usersig_error, usersig_result};
use crate::guard::{guarded, guarded_object};
use crate::pointers;

/// Verifies the tickets of one app.
pub struct usersig_verifier(pub(crate) Verifier);

/// Makes a verifier. A key is the text of the console or the bytes of a file, which may end with one line end. Free the
/// verifier with `usersig_verifier_free`, which wipes the key.
///
/// # Safety
/// `key` points to `key_len` bytes. `out` points to a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_verifier_new(
    sdk_app_id: u32,
    key: *const u8,
    key_len: usize,
    out: *mut *mut usersig_verifier,
    error: *mut usersig_error,
) -> usersig_result {
    let new = || {
        // SAFETY: the caller promises it.
        let key = unsafe { arguments::key(key, key_len) }?;
        Ok(usersig_verifier(Verifier::new(arguments::app(sdk_app_id)?, &key)))
    };
    // SAFETY: the caller promises it.
    unsafe { guarded_object(out, error, new) }
}

/// Frees a verifier. NULL is allowed.
///
/// # Safety
/// The verifier is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_verifier_free(verifier: *mut usersig_verifier) {
    // SAFETY: the caller promises it.
    unsafe { pointers::free(verifier) }
}

/// Whether the user can log in with the ticket now. `name` is `USERSIG_USER_ID` or `USERSIG_IDENTIFIER`. `tolerances` and
/// `claims` may be NULL.
///
/// # Safety
/// All pointers are valid for their lengths.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_verifier_user_sig(
    verifier: *const usersig_verifier,
    ticket: *const c_char,
    ticket_len: usize,
    name: u32,
    user_id: *const c_char,
    user_id_len: usize,
    now: u64,
    tolerances: *const usersig_tolerances,
    claims: *mut usersig_claims,
    error: *mut usersig_error,
) -> usersig_result {
    let judge = |verifier: &Verifier, tolerances, ticket: &str, now| {
        // SAFETY: the caller promises it.
        Ok(match unsafe { arguments::name(name, user_id, user_id_len) }? {
            Name::Identifier(identifier) => verifier.user_sig_within(tolerances, ticket, &identifier, now)?.into(),
            Name::UserId(user_id) => verifier.user_sig_within(tolerances, ticket, &user_id, now)?.into(),
        })
    };
    // SAFETY: the caller promises it.
    unsafe { verify(verifier, ticket, ticket_len, now, tolerances, claims, error, judge) }
}

/// Whether the ticket gives the user the needed privileges in this room now. `tolerances` and `claims` may be NULL.
///
/// # Safety
/// All pointers are valid for their lengths.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_verifier_private_map_key(
    verifier: *const usersig_verifier,
    ticket: *const c_char,
    ticket_len: usize,
    user_id: *const c_char,
    user_id_len: usize,
    room: *const usersig_room,
    needed: u32,
    now: u64,
    tolerances: *const usersig_tolerances,
    claims: *mut usersig_claims,
    error: *mut usersig_error,
) -> usersig_result {
    let judge = |verifier: &Verifier, tolerances, ticket: &str, now| {
        // SAFETY: the caller promises it.
        let (user_id, room) = unsafe { (arguments::user(user_id, user_id_len)?, arguments::room(room)?) };
        let needed = arguments::privileges(needed)?;
        Ok(verifier.private_map_key_within(tolerances, ticket, &user_id, &room, needed, now)?.into())
    };
    // SAFETY: the caller promises it.
    unsafe { verify(verifier, ticket, ticket_len, now, tolerances, claims, error, judge) }
}

/// Judges a ticket, and writes its claims if it is accepted.
///
/// # Safety
/// All pointers are valid for their lengths.
unsafe fn verify(
    verifier: *const usersig_verifier,
    ticket: *const c_char,
    ticket_len: usize,
    now: u64,
    tolerances: *const usersig_tolerances,
    claims: *mut usersig_claims,
    error: *mut usersig_error,
    judge: impl FnOnce(&Verifier, Tolerances, &str, UnixTime) -> Result<usersig_claims, Failure>,
) -> usersig_result {
    let body = || {
        // SAFETY: the caller promises it.
        let verifier = unsafe { pointers::object(verifier, "verifier") }?;
        // SAFETY: the caller promises it.
        let (ticket, tolerances) = unsafe { (ticket_text(ticket, ticket_len)?, arguments::tolerances(tolerances)?) };
        let stated = judge(&verifier.0, tolerances, ticket, UnixTime::from_secs(now))?;
        // SAFETY: the caller promises it.
        unsafe { pointers::write(claims, stated) };
        Ok(())
    };
    // SAFETY: the caller promises it.
    unsafe { guarded(error, body) }
}

/// The text of a ticket. Bytes that are not UTF-8 are not a ticket, and are refused like every other text.
///
/// # Safety
/// As [`pointers::bytes`].
pub(crate) unsafe fn ticket_text<'a>(ticket: *const c_char, len: usize) -> Result<&'a str, Failure> {
    // SAFETY: the caller promises it.
    let bytes = unsafe { pointers::bytes(ticket.cast(), len, "ticket") }?;
    Ok(str::from_utf8(bytes).unwrap_or("\u{fffd}"))
}
