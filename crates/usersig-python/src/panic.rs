//! Functions that panic, so that a test can see the border stop a panic.

use pyo3::prelude::*;

#[pyfunction]
pub(crate) fn panic() {
    panic!("a test asked for a panic");
}

#[pyfunction]
pub(crate) fn panic_without_the_gil(py: Python<'_>) {
    py.detach(|| panic!("a test asked for a panic"));
}
