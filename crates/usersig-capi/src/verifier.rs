//! Verifying.

use std::ffi::c_char;

use usersig::{UnixTime, Verifier};

use crate::arguments::{self, Name, usersig_room, usersig_tolerances};
use crate::claims::usersig_claims;
use crate::failure::{usersig_error, usersig_result};
use crate::guard::guarded;
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
    let body = || {
        // SAFETY: the caller promises it.
        let key = unsafe { arguments::key(key, key_len) }?;
        let verifier = Verifier::new(arguments::app(sdk_app_id)?, &key);
        // SAFETY: the caller promises it.
        unsafe { pointers::hand_over(out, usersig_verifier(verifier)) }
    };
    // SAFETY: the caller promises it.
    unsafe { guarded(error, body) }
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

/// Whether the user can log in with the ticket now. `name` is `USERSIG_USER_ID` or `USERSIG_IDENTIFIER`. `tolerances` and `claims` may be NULL.
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
    let body = || {
        // SAFETY: the caller promises it.
        let verifier = unsafe { pointers::object(verifier, "verifier") }?;
        // SAFETY: the caller promises it.
        let ticket = unsafe { ticket_text(ticket, ticket_len) }?;
        // SAFETY: the caller promises it.
        let (name, known) =
            unsafe { (arguments::name(name, user_id, user_id_len)?, arguments::tolerances(tolerances)?) };
        let now = UnixTime::from_secs(now);
        let stated: usersig_claims = match name {
            Name::Identifier(identifier) => verifier.0.user_sig_within(known, ticket, &identifier, now)?.into(),
            Name::UserId(user_id) => verifier.0.user_sig_within(known, ticket, &user_id, now)?.into(),
        };
        // SAFETY: the caller promises it.
        unsafe { pointers::write(claims, stated) };
        Ok(())
    };
    // SAFETY: the caller promises it.
    unsafe { guarded(error, body) }
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
    let body = || {
        // SAFETY: the caller promises it.
        let verifier = unsafe { pointers::object(verifier, "verifier") }?;
        // SAFETY: the caller promises it.
        let ticket = unsafe { ticket_text(ticket, ticket_len) }?;
        // SAFETY: the caller promises it.
        let (user_id, room, known) = unsafe {
            (arguments::user(user_id, user_id_len)?, arguments::room(room)?, arguments::tolerances(tolerances)?)
        };
        let (needed, now) = (arguments::privileges(needed)?, UnixTime::from_secs(now));
        let granted = verifier.0.private_map_key_within(known, ticket, &user_id, &room, needed, now)?;
        // SAFETY: the caller promises it.
        unsafe { pointers::write(claims, granted.into()) };
        Ok(())
    };
    // SAFETY: the caller promises it.
    unsafe { guarded(error, body) }
}

/// The text of a ticket. Bytes that are not UTF-8 are no ticket, and are refused like every other text.
///
/// # Safety
/// As [`pointers::bytes`].
pub(crate) unsafe fn ticket_text<'a>(ticket: *const c_char, len: usize) -> Result<&'a str, crate::failure::Failure> {
    // SAFETY: the caller promises it.
    let bytes = unsafe { pointers::bytes(ticket.cast(), len, "ticket") }?;
    Ok(str::from_utf8(bytes).unwrap_or("\u{fffd}"))
}
