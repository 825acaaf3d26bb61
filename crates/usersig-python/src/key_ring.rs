//! The keys of several apps.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::arguments::{App, Key};
use crate::errors::no_key;
use crate::seconds::{Moment, Span};
use crate::signer::Signer;
use crate::verifier::{Verifier, tolerances};

/// The keys of several apps. To change keys, make a new ring.
#[pyclass(frozen, module = "usersig")]
pub(crate) struct KeyRing(usersig::KeyRing);

#[pymethods]
impl KeyRing {
    #[new]
    #[pyo3(signature = (*, leeway = None, future_tolerance = None))]
    fn new(leeway: Option<Span>, future_tolerance: Option<Span>) -> PyResult<Self> {
        Ok(Self(usersig::KeyRing::default().with_tolerances(tolerances(leeway, future_tolerance)?)))
    }

    /// Knows the app, even if it has no key.
    fn with_app(&self, sdk_app_id: App) -> Self {
        Self(self.0.clone().with_app(sdk_app_id.0))
    }

    /// Signs and verifies with this key, which replaces the key that signed before.
    fn with_signing_key(&self, sdk_app_id: App, key: Key) -> Self {
        Self(self.0.clone().with_signing_key(sdk_app_id.0, &key.0))
    }

    /// Also verifies with this key, through the second `retires_at`.
    fn with_retiring_key(&self, sdk_app_id: App, key: Key, retires_at: Moment) -> Self {
        Self(self.0.clone().with_retiring_key(sdk_app_id.0, &key.0, retires_at.time()))
    }

    /// Raises `KeyRingError` if the app has no key that signs.
    fn signer(&self, py: Python<'_>, sdk_app_id: App) -> PyResult<Signer> {
        self.0.signer(sdk_app_id.0).map(|signer| Signer(signer.clone())).map_err(|error| no_key(py, error))
    }

    /// Raises `KeyRingError` if the app has no key. Pass the app that you expect: a ticket must not choose it.
    fn verifier(&self, py: Python<'_>, sdk_app_id: App) -> PyResult<Verifier> {
        self.0.verifier(sdk_app_id.0).map(|verifier| Verifier(verifier.clone())).map_err(|error| no_key(py, error))
    }

    fn __repr__(&self) -> &'static str {
        "KeyRing(..)"
    }

    fn __reduce_ex__(&self, _protocol: &Bound<'_, PyAny>) -> PyResult<()> {
        Err(PyTypeError::new_err("a KeyRing holds keys, so it cannot be pickled or copied"))
    }
}
