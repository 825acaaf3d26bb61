//! The classes that Python defines and this module creates objects of.

use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyType};

/// Refuses a second interpreter of the process. It would have classes of its own, which nothing in here could find.
///
/// Python 3.12 and newer refuse it before.
pub(crate) fn check_interpreter(py: Python<'_>) -> PyResult<()> {
    static BUILTINS: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let builtins = py.import("builtins")?;
    // Each interpreter has a module of its own.
    if BUILTINS.get_or_init(py, || builtins.clone().unbind()).is(&builtins) {
        return Ok(());
    }
    Err(PyImportError::new_err(
        "another interpreter of this process uses usersig; with mod_wsgi, set WSGIApplicationGroup to %{GLOBAL}",
    ))
}

/// Returns the class of the first import that had this one, so that all imports of a process have the same classes.
#[pyfunction]
pub(crate) fn class_of_first_import<'py>(class: &Bound<'py, PyType>) -> PyResult<Bound<'py, PyAny>> {
    static FIRST: PyOnceLock<Py<PyDict>> = PyOnceLock::new();
    let py = class.py();
    FIRST.get_or_init(py, || PyDict::new(py).unbind()).bind(py).call_method1("setdefault", (class.name()?, class))
}

/// A class of the package, which is imported at its first use.
pub(crate) struct Class {
    module: &'static str,
    name: &'static str,
    found: PyOnceLock<Py<PyType>>,
}

pub(crate) static IDENTIFIER: Class = Class::new("usersig._tickets", "Identifier");
pub(crate) static KEY_RING_ERROR: Class = Class::new("usersig._errors", "KeyRingError");
pub(crate) static PRIVATE_MAP_KEY: Class = Class::new("usersig._tickets", "PrivateMapKey");
pub(crate) static USER_SIG: Class = Class::new("usersig._tickets", "UserSig");
pub(crate) static VERIFY_ERROR: Class = Class::new("usersig._errors", "VerifyError");

impl Class {
    const fn new(module: &'static str, name: &'static str) -> Self {
        Self { module, name, found: PyOnceLock::new() }
    }

    pub(crate) fn get<'py>(&self, py: Python<'py>) -> PyResult<&Bound<'py, PyType>> {
        self.found.import(py, self.module, self.name)
    }
}
