//! The library's own calls in the process of Python, for benches/languages.

use pyo3::prelude::*;

use crate::errors::bad_value;
use crate::signer::Signer;
use crate::verifier::Verifier;

#[pyfunction]
pub(crate) fn time_sign(signer: &Signer, users: Vec<String>, seconds: u64) -> PyResult<f64> {
    usersig_figures::sign(&signer.0, &users, seconds).map_err(bad_value)
}

#[pyfunction]
pub(crate) fn time_sign_many(signer: &Signer, users: Vec<String>, seconds: u64) -> PyResult<f64> {
    usersig_figures::sign_many(&signer.0, &users, seconds).map_err(bad_value)
}

#[pyfunction]
pub(crate) fn time_verify(verifier: &Verifier, tickets: Vec<String>, user_id: &str) -> PyResult<f64> {
    usersig_figures::verify(&verifier.0, &tickets, user_id).map_err(bad_value)
}
