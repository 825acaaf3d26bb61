//! Verifying.

use std::ffi::c_char;
use std::mem::MaybeUninit;

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
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_verifier_new(
    sdk_app_id: u32,
    key: *const u8,
    key_len: usize,
    out: Option<&mut MaybeUninit<Box<usersig_verifier>>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let new = || {
        // SAFETY: the caller promises it.
        let key = unsafe { arguments::key(key, key_len) }?;
        Ok(usersig_verifier(Verifier::new(arguments::app(sdk_app_id)?, &key)))
    };
    guarded_object(out, error, new)
}

/// Frees a verifier. NULL is allowed.
///
/// # Safety
/// The verifier is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_verifier_free(verifier: Option<Box<usersig_verifier>>) {
    drop(verifier);
}

/// Returns `USERSIG_OK`, which is 0, only if the user can log in with the ticket now. Every other value refuses the login.
/// `name_kind` is `USERSIG_USER_ID` or `USERSIG_IDENTIFIER`. `tolerances` and `claims` may be NULL.
///
/// # Safety
/// All pointers are valid for their lengths.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_verifier_user_sig(
    verifier: Option<&usersig_verifier>,
    ticket: *const c_char,
    ticket_len: usize,
    name_kind: u32,
    user_id: *const c_char,
    user_id_len: usize,
    now: u64,
    tolerances: Option<&usersig_tolerances>,
    claims: Option<&mut MaybeUninit<usersig_claims>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let judge = |verifier: &Verifier, tolerances, now| {
        // SAFETY: the caller promises it.
        let (ticket, name) =
            unsafe { (ticket_text(ticket, ticket_len)?, arguments::name(name_kind, user_id, user_id_len)?) };
        Ok(match name {
            Name::Identifier(identifier) => verifier.user_sig_within(tolerances, ticket, &identifier, now)?.into(),
            Name::UserId(user_id) => verifier.user_sig_within(tolerances, ticket, &user_id, now)?.into(),
        })
    };
    verify(verifier, now, tolerances, claims, error, judge)
}

/// Returns `USERSIG_OK`, which is 0, only if the ticket gives the user all needed privileges in this room now. Every other
/// value refuses the user. With `needed` 0, any privileges are enough. `tolerances` and `claims` may be NULL.
///
/// # Safety
/// All pointers are valid for their lengths.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_verifier_private_map_key(
    verifier: Option<&usersig_verifier>,
    ticket: *const c_char,
    ticket_len: usize,
    user_id: *const c_char,
    user_id_len: usize,
    room: Option<&MaybeUninit<usersig_room>>,
    needed: u32,
    now: u64,
    tolerances: Option<&usersig_tolerances>,
    claims: Option<&mut MaybeUninit<usersig_claims>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let judge = |verifier: &Verifier, tolerances, now| {
        // SAFETY: the caller promises it.
        let (ticket, user_id, room) = unsafe {
            (ticket_text(ticket, ticket_len)?, arguments::user(user_id, user_id_len)?, arguments::room(room)?)
        };
        let needed = arguments::privileges(needed)?;
        Ok(verifier.private_map_key_within(tolerances, ticket, &user_id, &room, needed, now)?.into())
    };
    verify(verifier, now, tolerances, claims, error, judge)
}

/// Judges a ticket, and writes its claims if it is accepted.
fn verify(
    verifier: Option<&usersig_verifier>,
    now: u64,
    tolerances: Option<&usersig_tolerances>,
    claims: Option<&mut MaybeUninit<usersig_claims>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
    judge: impl FnOnce(&Verifier, Tolerances, UnixTime) -> Result<usersig_claims, Failure>,
) -> usersig_result {
    let body = || {
        let verifier = pointers::given(verifier, "verifier")?;
        let (tolerances, now) = (arguments::tolerances(tolerances)?, arguments::time(now, "now")?);
        let stated = judge(&verifier.0, tolerances, now)?;
        pointers::write(claims, stated);
        Ok(())
    };
    guarded(error, body)
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
