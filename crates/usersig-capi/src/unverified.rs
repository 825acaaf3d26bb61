//! Tickets that are read without a key.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use crate::claims::usersig_claims;
use crate::failure::{usersig_error, usersig_result};
use crate::guard::guarded;
use crate::pointers;
use crate::verifier::ticket_text;

/// Reads a ticket without verifying it. The ticket may be forged, stolen or expired. Use the claims to show the ticket, and
/// never to grant anything.
///
/// # Safety
/// All pointers are valid for their lengths.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_inspect(
    ticket: *const c_char,
    ticket_len: usize,
    claims: Option<&mut MaybeUninit<usersig_claims>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let body = || {
        // SAFETY: the caller promises it.
        let unverified = usersig::inspect(unsafe { ticket_text(ticket, ticket_len) }?)?;
        pointers::write(claims, unverified.into());
        Ok(())
    };
    guarded(error, body)
}
