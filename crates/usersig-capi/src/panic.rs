//! A function that panics, so that a test can see the border stop a panic.

use std::mem::MaybeUninit;

use crate::failure::{usersig_error, usersig_result};
use crate::guard::guarded;

/// Panics inside the library.
///
/// # Safety
/// `error` is NULL or points to a writable error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_panic(error: Option<&mut MaybeUninit<usersig_error>>) -> usersig_result {
    guarded(error, || panic!("a test asked for a panic"))
}
