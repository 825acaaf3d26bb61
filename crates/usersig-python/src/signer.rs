//! Signing.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString};
use usersig::UserId;

use crate::arguments::{App, Bits, Key, Name, RoomOf, User};
use crate::classes::{Class, PRIVATE_MAP_KEY, USER_SIG};
use crate::errors::{bad_type, bad_value};
use crate::many::{Names, Signed};
use crate::seconds::{Moment, Span, Valid, lifetime_and_time};

/// How many tickets are signed between two looks at the iterable. They fit the cache of one core.
const CHUNK: usize = 512;

/// Signs the tickets of one app. Create it once and share it among threads.
///
/// A key that is given as bytes may end with one line end, as in a file. `backdating` dates the issue time of tickets back,
/// by at most a day, for verifiers whose clocks are slow. The expiry stays the same.
#[pyclass(frozen, module = "usersig")]
pub(crate) struct Signer(pub(crate) usersig::Signer);

#[pymethods]
impl Signer {
    #[new]
    #[pyo3(signature = (sdk_app_id, key, *, backdating = None))]
    fn new(sdk_app_id: App, key: Key, backdating: Option<Span>) -> PyResult<Self> {
        let backdating = backdating.map_or_else(Default::default, |span| span.0);
        let signer = usersig::Signer::new(sdk_app_id.0, &key.0);
        signer.with_backdating(backdating).map(Self).map_err(bad_value)
    }

    #[getter]
    fn sdk_app_id(&self) -> u32 {
        self.0.sdk_app_id().number()
    }

    /// Signs a ticket to log in with. A lifetime is 1 second to 50 years. Without `now` the clock is read.
    #[pyo3(signature = (user_id, lifetime, now = None))]
    fn user_sig<'py>(
        &self,
        py: Python<'py>,
        user_id: &Bound<'py, PyAny>,
        lifetime: Valid,
        now: Option<Moment>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (lifetime, now) = lifetime_and_time(lifetime, now)?;
        let mut text = String::with_capacity(usersig::Signer::MAX_TICKET_LEN);
        // Nearly every name is a plain str. A `Name` has room for 128 characters, which takes time to copy.
        if let Ok(name) = user_id.cast_exact::<PyString>() {
            let user_id = UserId::new(name.to_str()?).map_err(bad_value)?;
            self.0.write_user_sig(&user_id, lifetime, now, &mut text);
        } else {
            match user_id.extract()? {
                Name::Identifier(identifier) => self.0.write_user_sig(&identifier, lifetime, now, &mut text),
                Name::UserId(user_id) => self.0.write_user_sig(&user_id, lifetime, now, &mut text),
            };
        }
        ticket(py, &USER_SIG, &text)
    }

    /// Signs a ticket for each user, faster than one call for each. Other threads run meanwhile.
    ///
    /// The tickets are plain texts, which takes less time and memory. `UserSig(ticket)` knows its times.
    #[pyo3(signature = (user_ids, lifetime, now = None))]
    fn user_sigs<'py>(
        &self,
        py: Python<'py>,
        user_ids: &Bound<'py, PyAny>,
        lifetime: Valid,
        now: Option<Moment>,
    ) -> PyResult<Bound<'py, PyList>> {
        let (lifetime, now) = lifetime_and_time(lifetime, now)?;
        // A str is an iterable of its characters, and each of them could be a user.
        if user_ids.is_instance_of::<PyString>() {
            return Err(bad_type("an iterable of users", user_ids));
        }
        let (tickets, mut names) = (PyList::empty(py), user_ids.try_iter()?);
        let (mut chunk, mut signed) = (Names::default(), Signed::default());
        loop {
            chunk.clear();
            for name in names.by_ref().take(CHUNK) {
                chunk.push(&name?)?;
            }
            py.detach(|| signed.sign(&self.0, &chunk, lifetime, now));
            // Python runs no handler of a signal, such as that of Ctrl-C, while a list is read here.
            py.check_signals()?;
            // Each is a plain str. An object of our class takes 300 bytes instead of 250, and the collector looks at it.
            for text in signed.texts() {
                tickets.append(PyString::new(py, text))?;
            }
            if chunk.len() < CHUNK {
                return Ok(tickets);
            }
        }
    }

    /// Signs a ticket for one TRTC room. An int is the room's number (`roomId`), and a str its name (`strRoomId`).
    #[pyo3(signature = (user_id, room, privileges, lifetime, now = None))]
    fn private_map_key<'py>(
        &self,
        py: Python<'py>,
        user_id: User,
        room: RoomOf,
        privileges: Bits,
        lifetime: Valid,
        now: Option<Moment>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (lifetime, now) = lifetime_and_time(lifetime, now)?;
        let signed = self.0.private_map_key(&user_id.0, &room.0, privileges.0, lifetime, now);
        ticket(py, &PRIVATE_MAP_KEY, signed.map_err(bad_value)?.as_str())
    }

    /// Signs a PrivateMapKey around a userbuf that the caller wrote. Prefer `private_map_key`.
    #[pyo3(signature = (user_id, userbuf, lifetime, now = None))]
    fn private_map_key_with_userbuf<'py>(
        &self,
        py: Python<'py>,
        user_id: User,
        userbuf: &Bound<'py, PyBytes>,
        lifetime: Valid,
        now: Option<Moment>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (lifetime, now) = lifetime_and_time(lifetime, now)?;
        let signed = self.0.private_map_key_with_userbuf(&user_id.0, userbuf.as_bytes(), lifetime, now);
        ticket(py, &PRIVATE_MAP_KEY, signed.map_err(bad_value)?.as_str())
    }

    fn __repr__(&self) -> String {
        format!("Signer(sdk_app_id={})", self.0.sdk_app_id())
    }

    fn __reduce_ex__(&self, _protocol: &Bound<'_, PyAny>) -> PyResult<()> {
        Err(PyTypeError::new_err("a Signer holds a key, so it cannot be pickled or copied"))
    }
}

fn ticket<'py>(py: Python<'py>, class: &Class, text: &str) -> PyResult<Bound<'py, PyAny>> {
    class.get(py)?.call1((PyString::new(py, text),))
}
