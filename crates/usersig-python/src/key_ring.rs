//! The keys of several apps.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::arguments::{App, Key};
use crate::errors::no_key;
use crate::seconds::{Moment, Span};
use crate::signer::Signer;
use crate::verifier::{Verifier, tolerances};

#[pyclass(frozen, module = "usersig")]
pub(crate) struct KeyRing(usersig::KeyRing);

#[pymethods]
impl KeyRing {
    #[new]
    #[pyo3(signature = (*, leeway = None, future_tolerance = None))]
    fn new(leeway: Option<Span>, future_tolerance: Option<Span>) -> PyResult<Self> {
        Ok(Self(usersig::KeyRing::default().with_tolerances(tolerances(leeway, future_tolerance)?)))
    }

    fn with_app(&self, sdk_app_id: App) -> Self {
        Self(self.0.clone().with_app(sdk_app_id.0))
    }

    fn with_signing_key(&self, sdk_app_id: App, key: Key) -> Self {
        Self(self.0.clone().with_signing_key(sdk_app_id.0, &key.0))
    }

    fn with_retiring_key(&self, sdk_app_id: App, key: Key, retires_at: Moment) -> Self {
        Self(self.0.clone().with_retiring_key(sdk_app_id.0, &key.0, retires_at.time()))
    }

    fn signer(&self, py: Python<'_>, sdk_app_id: App) -> PyResult<Signer> {
        self.0.signer(sdk_app_id.0).map(|signer| Signer(signer.clone())).map_err(|error| no_key(py, error))
    }

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
