//! The border of every function.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::failure::{Failure, usersig_error, usersig_result};

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
