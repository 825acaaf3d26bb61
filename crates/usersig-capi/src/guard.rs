//! The border of every function.

use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::failure::{Failure, usersig_error, usersig_result};
use crate::pointers;

/// Runs the body of a function. A panic becomes a result, because C cannot be unwound.
pub(crate) fn guarded(
    error: Option<&mut MaybeUninit<usersig_error>>,
    body: impl FnOnce() -> Result<(), Failure>,
) -> usersig_result {
    // A body that panicked has changed nothing that is used later. Key rings and outputs are written last, and the other
    // handles are immutable.
    match catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| Err(Failure::internal())) {
        Ok(()) => usersig_result::USERSIG_OK,
        Err(failure) => {
            let result = failure.result;
            if let Some(error) = error {
                error.write(failure.into());
            }
            result
        }
    }
}

/// Makes an object, which the caller frees.
pub(crate) fn guarded_object<T>(
    out: Option<&mut MaybeUninit<Box<T>>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
    make: impl FnOnce() -> Result<T, Failure>,
) -> usersig_result {
    guarded(error, || {
        let object = make()?;
        pointers::given(out, "out")?.write(Box::new(object));
        Ok(())
    })
}
