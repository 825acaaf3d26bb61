//! The border of every function.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::failure::{Failure, usersig_error, usersig_result};
use crate::pointers;

/// Runs the body of a function. A panic becomes a result, because C cannot be unwound.
///
/// # Safety
/// `error` is NULL or points to a writable error.
pub(crate) unsafe fn guarded(error: *mut usersig_error, body: impl FnOnce() -> Result<(), Failure>) -> usersig_result {
    // A body that panicked has changed nothing that is used later: handles are immutable, and outputs are written last.
    match catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| Err(Failure::internal())) {
        Ok(()) => usersig_result::USERSIG_OK,
        Err(failure) => {
            // SAFETY: the caller promises it.
            if let Some(error) = unsafe { error.as_mut() } {
                failure.write(error);
            }
            failure.result
        }
    }
}

/// Makes an object, which the caller frees.
///
/// # Safety
/// `out` is NULL or points to a pointer. `error` is NULL or points to a writable error.
pub(crate) unsafe fn guarded_object<T>(
    out: *mut *mut T,
    error: *mut usersig_error,
    make: impl FnOnce() -> Result<T, Failure>,
) -> usersig_result {
    // SAFETY: the caller promises it.
    let body = || unsafe { pointers::hand_over(out, make()?) };
    // SAFETY: the caller promises it.
    unsafe { guarded(error, body) }
}
