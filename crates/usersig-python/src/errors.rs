//! Errors of the library as exceptions.

use std::fmt::Display;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use usersig::{KeyRingError, MalformedTicket, Refusal, VerifyError};

use crate::classes::{Class, KEY_RING_ERROR, VERIFY_ERROR};

/// A value is not allowed.
pub(crate) fn bad_value(error: impl Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// A number is outside the range.
pub(crate) fn bad_number(range: impl Display, number: &Bound<'_, PyAny>) -> PyErr {
    // Python refuses to write a number of thousands of digits.
    let text = number.str().map(|text| text.to_string()).ok().filter(|text| text.len() <= MAX_SHOWN_LEN);
    bad_value(format!("{range}, not {}", text.as_deref().unwrap_or("a number of many digits")))
}

/// The maximum length of a number in an error. Every number of 128 bits fits.
const MAX_SHOWN_LEN: usize = 40;

/// A value has a type that is not allowed.
pub(crate) fn bad_type(needed: &str, value: &Bound<'_, PyAny>) -> PyErr {
    let found = value.get_type().name();
    let found = found.map_or_else(|_| "another type".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("needs {needed}, not {found}"))
}

pub(crate) fn refused(py: Python<'_>, error: VerifyError) -> PyErr {
    raise(py, &VERIFY_ERROR, error.into())
}

pub(crate) fn malformed(py: Python<'_>, error: MalformedTicket) -> PyErr {
    raise(py, &VERIFY_ERROR, error.into())
}

pub(crate) fn no_key(py: Python<'_>, error: KeyRingError) -> PyErr {
    raise(py, &KEY_RING_ERROR, error.into())
}

fn raise(py: Python<'_>, class: &Class, refusal: Refusal) -> PyErr {
    match class.get(py) {
        Ok(class) => {
            let arguments = (refusal.code.number(), refusal.cause.as_str(), refusal.message, refusal.advice);
            PyErr::from_type(class.clone(), arguments)
        }
        Err(error) => error,
    }
}
