//! Verifying.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use usersig::Tolerances;

use crate::arguments::{App, Bits, Key, Name, RoomOf, Text, User};
use crate::claims::{VerifiedClaims, VerifiedPrivateMapKey};
use crate::errors::{bad_value, refused};
use crate::seconds::{Moment, Span, or_clock};

/// Verifies the tickets of one app. Create it once and share it among threads.
///
/// A ticket is accepted for `leeway` after it expired. A ticket that was issued more than `future_tolerance` after now
/// is refused. None accepts every ticket of the future.
#[pyclass(frozen, module = "usersig")]
pub(crate) struct Verifier(pub(crate) usersig::Verifier);

#[pymethods]
impl Verifier {
    #[new]
    #[pyo3(signature = (sdk_app_id, key, *, leeway = None, future_tolerance = None))]
    fn new(sdk_app_id: App, key: Key, leeway: Option<Span>, future_tolerance: Option<Span>) -> PyResult<Self> {
        let verifier = usersig::Verifier::new(sdk_app_id.0, &key.0);
        Ok(Self(verifier.with_tolerances(tolerances(leeway, future_tolerance)?)))
    }

    #[getter]
    fn sdk_app_id(&self) -> u32 {
        self.0.sdk_app_id().number()
    }

    /// Returns the claims if the user can log in with the ticket now. Raises `VerifyError` if not.
    ///
    /// A ticket that was issued at `valid_after` or earlier is revoked.
    #[pyo3(signature = (text, user_id, now = None, *, valid_after = None))]
    fn user_sig(
        &self,
        py: Python<'_>,
        text: Text<'_>,
        user_id: Name,
        now: Option<Moment>,
        valid_after: Option<Moment>,
    ) -> PyResult<VerifiedClaims> {
        let (tolerances, now) = (self.with(valid_after), or_clock(now)?);
        let verdict = match user_id {
            Name::Identifier(identifier) => {
                self.0.user_sig_within(tolerances, &text.0, &identifier, now).map(VerifiedClaims::from)
            }
            Name::UserId(user_id) => {
                self.0.user_sig_within(tolerances, &text.0, &user_id, now).map(VerifiedClaims::from)
            }
        };
        verdict.map_err(|error| refused(py, error))
    }

    /// Returns the claims if the ticket gives the needed privileges in this room now. Raises `VerifyError` if not.
    ///
    /// With 0 as `needed`, a ticket that gives no privileges is accepted too.
    #[pyo3(
        signature = (text, user_id, room, needed = Bits::default(), now = None, *, valid_after = None),
        text_signature = "($self, text, user_id, room, needed=0, now=None, *, valid_after=None)"
    )]
    #[expect(clippy::too_many_arguments, reason = "two of them have a default")]
    fn private_map_key(
        &self,
        py: Python<'_>,
        text: Text<'_>,
        user_id: User,
        room: RoomOf,
        needed: Bits,
        now: Option<Moment>,
        valid_after: Option<Moment>,
    ) -> PyResult<VerifiedPrivateMapKey> {
        let (tolerances, now) = (self.with(valid_after), or_clock(now)?);
        let verdict = self.0.private_map_key_within(tolerances, &text.0, &user_id.0, &room.0, needed.0, now);
        verdict.map(VerifiedPrivateMapKey::from).map_err(|error| refused(py, error))
    }

    fn __repr__(&self) -> String {
        format!("Verifier(sdk_app_id={})", self.0.sdk_app_id())
    }

    fn __reduce_ex__(&self, _protocol: &Bound<'_, PyAny>) -> PyResult<()> {
        Err(PyTypeError::new_err("a Verifier holds a key, so it cannot be pickled or copied"))
    }
}

impl Verifier {
    fn with(&self, valid_after: Option<Moment>) -> Tolerances {
        self.0.tolerances().with_valid_after(valid_after.map(Moment::time))
    }
}

pub(crate) fn tolerances(leeway: Option<Span>, future_tolerance: Option<Span>) -> PyResult<Tolerances> {
    let leeway = leeway.map_or_else(Default::default, |span| span.0);
    Tolerances::default()
        .with_leeway(leeway)
        .and_then(|tolerances| tolerances.with_future_tolerance(future_tolerance.map(|span| span.0)))
        .map_err(bad_value)
}
