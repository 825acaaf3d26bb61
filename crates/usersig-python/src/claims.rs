//! The claims of verified tickets.

use pyo3::prelude::*;
use usersig::{AsIdentifier, Room, Tolerated, VerifiedClaims as Claims, VerifiedPrivateMapKey as Granted};

/// The claims of a UserSig that is genuine and in force. Only a verifier makes it.
#[pyclass(frozen, get_all, eq, hash, module = "usersig")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct VerifiedClaims {
    user_id: String,
    sdk_app_id: u32,
    issued_at: u64,
    expires_at: u64,
    /// The identity of the ticket.
    fingerprint: String,
    /// "expired" or "future" if a tolerance decided the verdict.
    tolerated: Option<&'static str>,
}

impl<I: AsIdentifier> From<Claims<I>> for VerifiedClaims {
    fn from(claims: Claims<I>) -> Self {
        Self {
            user_id: claims.user_id().as_str().to_owned(),
            sdk_app_id: claims.sdk_app_id().number(),
            issued_at: claims.issued_at().as_secs(),
            expires_at: claims.expires_at().as_secs(),
            fingerprint: claims.fingerprint().to_string(),
            tolerated: claims.tolerated().map(word),
        }
    }
}

#[pymethods]
impl VerifiedClaims {
    fn __repr__(&self) -> String {
        let Self { user_id, sdk_app_id, expires_at, fingerprint, .. } = self;
        format!("VerifiedClaims({user_id:?}, {sdk_app_id}, expires_at={expires_at}, fingerprint={fingerprint})")
    }

    // Nothing can change the object, so a copy would be the same.
    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        this
    }
}

/// The claims of a PrivateMapKey for the room and the privileges that were asked for. It does not allow a login.
#[pyclass(frozen, get_all, eq, hash, module = "usersig")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct VerifiedPrivateMapKey {
    user_id: String,
    sdk_app_id: u32,
    issued_at: u64,
    expires_at: u64,
    fingerprint: String,
    tolerated: Option<&'static str>,
    room: RoomValue,
    /// All privileges the ticket gives, which may be more than were asked for.
    privileges: u8,
}

impl From<Granted> for VerifiedPrivateMapKey {
    fn from(granted: Granted) -> Self {
        Self {
            user_id: granted.user_id().as_str().to_owned(),
            sdk_app_id: granted.sdk_app_id().number(),
            issued_at: granted.issued_at().as_secs(),
            expires_at: granted.expires_at().as_secs(),
            fingerprint: granted.fingerprint().to_string(),
            tolerated: granted.tolerated().map(word),
            room: granted.room().into(),
            privileges: granted.privileges().bits(),
        }
    }
}

#[pymethods]
impl VerifiedPrivateMapKey {
    fn __repr__(&self) -> String {
        let Self { user_id, sdk_app_id, expires_at, fingerprint, .. } = self;
        format!("VerifiedPrivateMapKey({user_id:?}, {sdk_app_id}, expires_at={expires_at}, fingerprint={fingerprint})")
    }

    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        this
    }
}

/// A room as Python has it: an `int` or a `str`.
#[derive(Clone, PartialEq, Eq, Hash, IntoPyObject, IntoPyObjectRef)]
pub(crate) enum RoomValue {
    Name(String),
    Number(u32),
}

impl From<&Room> for RoomValue {
    fn from(room: &Room) -> Self {
        match room {
            Room::Name(name) => Self::Name(name.as_str().to_owned()),
            Room::Number(number) => Self::Number(number.get()),
            _ => Self::Name(room.to_string()),
        }
    }
}

const fn word(tolerated: Tolerated) -> &'static str {
    match tolerated {
        Tolerated::Expired => "expired",
        Tolerated::Future => "future",
        _ => "other",
    }
}
