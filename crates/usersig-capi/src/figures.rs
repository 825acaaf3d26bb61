//! The library's own calls in the process of C, for benches/languages.

use crate::signer::usersig_signer;

/// Nanoseconds for each of `count` tickets.
///
/// # Safety
/// The signer is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_figures_sign(signer: *const usersig_signer, count: u32, lifetime: u64) -> f64 {
    let users: Vec<String> = (0..count).map(|number| format!("user_{number:08}")).collect();
    // SAFETY: the caller promises it.
    let signer = unsafe { &(*signer).0 };
    usersig_figures::sign(signer, &users, lifetime).unwrap_or(f64::NAN)
}
