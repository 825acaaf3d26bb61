//! Tickets with known answers, for tests.

use pyo3::prelude::*;
use usersig::test_util::{self, TestTicketOptions};

use crate::arguments::User;
use crate::claims::RoomValue;
use crate::errors::{bad_value, refused};
use crate::seconds::{Moment, Valid, or_clock};
use crate::signer::Signer;
use crate::verifier::Verifier;

/// A ticket, the question to ask about it, and the expected answer.
#[pyclass(frozen, module = "usersig.testing")]
pub(crate) struct TestTicket(test_util::TestTicket);

#[pymethods]
impl TestTicket {
    /// So that pytest does not take the class for tests.
    #[classattr]
    #[pyo3(name = "__test__")]
    const IS_A_TEST: bool = false;

    #[getter]
    fn name(&self) -> &str {
        &self.0.name
    }

    #[getter]
    fn ticket(&self) -> &str {
        &self.0.ticket
    }

    /// The room to ask about. None asks about a UserSig.
    #[getter]
    fn room(&self) -> Option<RoomValue> {
        self.0.question.room.map(|(room, _)| RoomValue::from(&room))
    }

    #[getter]
    fn needed(&self) -> u8 {
        self.0.question.room.map_or(0, |(_, needed)| needed.bits())
    }

    #[getter]
    fn future_tolerance(&self) -> Option<u64> {
        self.0.question.tolerances.future_tolerance().map(|tolerance| tolerance.as_secs())
    }

    #[getter]
    fn valid_after(&self) -> Option<u64> {
        self.0.question.tolerances.valid_after().map(usersig::UnixTime::as_secs)
    }

    /// The last second at which the ticket is valid. None if it is refused.
    #[getter]
    fn expires_at(&self) -> Option<u64> {
        self.0.expected.ok().map(usersig::UnixTime::as_secs)
    }

    /// The cause of the refusal. None if the ticket is valid.
    #[getter]
    fn cause(&self) -> Option<&'static str> {
        self.0.expected.err().map(usersig::Cause::as_str)
    }

    /// Asks a verifier, and returns the last second at which the ticket is valid. Raises `VerifyError`.
    #[pyo3(signature = (verifier, user_id, now = None))]
    fn judge(&self, py: Python<'_>, verifier: &Verifier, user_id: User, now: Option<Moment>) -> PyResult<u64> {
        let verdict = self.0.judge(&verifier.0, &user_id.0, or_clock(now)?);
        verdict.map(usersig::UnixTime::as_secs).map_err(|error| refused(py, error))
    }

    fn __repr__(&self) -> String {
        format!("TestTicket({:?})", self.0.name)
    }
}

#[pyfunction]
#[pyo3(signature = (signer, user_id, lifetime, expiring_in, now = None))]
pub(crate) fn test_tickets(
    signer: &Signer,
    user_id: User,
    lifetime: Valid,
    expiring_in: Valid,
    now: Option<Moment>,
) -> PyResult<Vec<TestTicket>> {
    let options =
        TestTicketOptions { user_id: user_id.0, lifetime: lifetime.0, expiring_in: expiring_in.0, now: or_clock(now)? };
    let tickets = test_util::test_tickets(&signer.0, options).map_err(bad_value)?;
    Ok(tickets.into_iter().map(TestTicket).collect())
}
