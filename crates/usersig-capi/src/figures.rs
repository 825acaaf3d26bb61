//! The library's own calls in the process of C, for benches/languages.

use std::ffi::c_char;
use std::slice;

use crate::signer::usersig_signer;
use crate::verifier::usersig_verifier;

/// Nanoseconds for each of `count` tickets.
///
/// # Safety
/// The signer is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_figures_sign(signer: &usersig_signer, count: u32, lifetime: u64) -> f64 {
    let users: Vec<String> = (0..count).map(|number| format!("user_{number:08}")).collect();
    usersig_figures::sign(&signer.0, &users, lifetime).unwrap_or(f64::NAN)
}

/// Nanoseconds for each of `count` verdicts about one ticket of the user `alice`.
///
/// # Safety
/// The verifier is valid, and `ticket` points to `len` characters.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_figures_verify(
    verifier: &usersig_verifier,
    ticket: *const c_char,
    len: usize,
    count: usize,
) -> f64 {
    // SAFETY: the caller promises it.
    let ticket = unsafe { slice::from_raw_parts(ticket.cast(), len) };
    let tickets = vec![String::from_utf8_lossy(ticket).into_owned(); count];
    usersig_figures::verify(&verifier.0, &tickets, "alice").unwrap_or(f64::NAN)
}
