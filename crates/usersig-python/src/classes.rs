//! The classes that Python defines and this module creates objects of.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

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
