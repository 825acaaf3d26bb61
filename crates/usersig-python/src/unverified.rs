//! Tickets that are read without a key.

use pyo3::prelude::*;
use usersig::UnverifiedRoom;

use crate::arguments::Text;
use crate::claims::RoomValue;
use crate::errors::malformed;

/// Reads a ticket without a key. The ticket may be forged, stolen or expired. Raises `VerifyError`.
#[pyfunction]
pub(crate) fn inspect(py: Python<'_>, text: Text<'_>) -> PyResult<Unverified> {
    usersig::inspect(&text.0).map(Unverified::from).map_err(|error| malformed(py, error))
}

/// The claims of a ticket that is not verified. Use them to show a ticket, and never to grant anything.
#[pyclass(frozen, get_all, module = "usersig")]
pub(crate) struct Unverified {
    user_id: String,
    sdk_app_id: u32,
    issued_at: u64,
    expires_at: u64,
    fingerprint: String,
    /// The userbuf of a PrivateMapKey.
    userbuf: Option<UnverifiedUserBuf>,
    /// Why the userbuf cannot be read.
    bad_userbuf: Option<String>,
}

impl From<usersig::Unverified> for Unverified {
    fn from(unverified: usersig::Unverified) -> Self {
        let (userbuf, bad_userbuf) = match unverified.userbuf {
            Some(Ok(userbuf)) => (Some(userbuf.into()), None),
            Some(Err(bad)) => (None, Some(bad.to_string())),
            None => (None, None),
        };
        Self {
            user_id: unverified.user_id,
            sdk_app_id: unverified.sdk_app_id.number(),
            issued_at: unverified.issued_at.as_secs(),
            expires_at: unverified.expires_at.as_secs(),
            fingerprint: unverified.fingerprint.to_string(),
            userbuf,
            bad_userbuf,
        }
    }
}

#[pymethods]
impl Unverified {
    fn __repr__(&self) -> String {
        let Self { user_id, sdk_app_id, expires_at, fingerprint, .. } = self;
        format!("Unverified({user_id:?}, {sdk_app_id}, expires_at={expires_at}, fingerprint={fingerprint})")
    }

    // Nothing can change the object, so a copy would be the same.
    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        this
    }
}

/// The userbuf of a PrivateMapKey that is not verified.
#[pyclass(frozen, get_all, module = "usersig")]
#[derive(Clone)]
pub(crate) struct UnverifiedUserBuf {
    account: String,
    sdk_app_id: u32,
    room: RoomValue,
    expires_at: u64,
    privileges: u8,
}

#[pymethods]
impl UnverifiedUserBuf {
    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        this
    }
}

impl From<usersig::UnverifiedUserBuf> for UnverifiedUserBuf {
    fn from(userbuf: usersig::UnverifiedUserBuf) -> Self {
        Self {
            account: userbuf.account,
            sdk_app_id: userbuf.sdk_app_id,
            room: match userbuf.room {
                UnverifiedRoom::Number(number) => RoomValue::Number(number),
                UnverifiedRoom::Name(name) => RoomValue::Name(name),
                _ => RoomValue::Number(0),
            },
            expires_at: userbuf.expires_at.as_secs(),
            privileges: userbuf.privileges.bits(),
        }
    }
}
