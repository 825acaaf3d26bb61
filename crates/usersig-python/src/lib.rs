//! The Python module `usersig._native`. The Python files in `python/usersig` add the types that Python can express better.

#![forbid(unsafe_code)]

use pyo3::prelude::*;

mod classes;
mod errors;

mod arguments;
mod seconds;

mod claims;
mod codes;
mod unverified;

mod many;
mod signer;
mod verifier;

mod doctor;
mod key_ring;
mod test_tickets;

#[cfg(feature = "figures")]
mod figures;
#[cfg(feature = "panic-for-tests")]
mod panic;

// No test runs in a free-threaded Python, so such a Python turns its GIL on for this module.
#[pymodule(gil_used = true)]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    classes::check_interpreter(module.py())?;
    module.add_class::<claims::VerifiedClaims>()?;
    module.add_class::<claims::VerifiedPrivateMapKey>()?;
    module.add_class::<doctor::Finding>()?;
    module.add_class::<key_ring::KeyRing>()?;
    module.add_class::<signer::Signer>()?;
    module.add_class::<test_tickets::TestTicket>()?;
    module.add_class::<unverified::Unverified>()?;
    module.add_class::<unverified::UnverifiedUserBuf>()?;
    module.add_class::<verifier::Verifier>()?;
    module.add_function(wrap_pyfunction!(classes::class_of_first_import, module)?)?;
    module.add_function(wrap_pyfunction!(codes::advice, module)?)?;
    module.add_function(wrap_pyfunction!(codes::causes, module)?)?;
    module.add_function(wrap_pyfunction!(codes::check_identifier, module)?)?;
    module.add_function(wrap_pyfunction!(codes::error_codes, module)?)?;
    module.add_function(wrap_pyfunction!(codes::refresh_at, module)?)?;
    module.add_function(wrap_pyfunction!(doctor::diagnose, module)?)?;
    module.add_function(wrap_pyfunction!(test_tickets::test_tickets, module)?)?;
    module.add_function(wrap_pyfunction!(unverified::inspect, module)?)?;
    #[cfg(feature = "figures")]
    {
        module.add_function(wrap_pyfunction!(figures::time_sign, module)?)?;
        module.add_function(wrap_pyfunction!(figures::time_sign_many, module)?)?;
        module.add_function(wrap_pyfunction!(figures::time_verify, module)?)?;
    }
    #[cfg(feature = "panic-for-tests")]
    {
        module.add_function(wrap_pyfunction!(panic::panic, module)?)?;
        module.add_function(wrap_pyfunction!(panic::panic_without_the_gil, module)?)?;
    }
    Ok(())
}
