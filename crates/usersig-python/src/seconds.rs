//! Times and spans.

use std::fmt::Display;
use std::time::{Duration, SystemTime};

use pyo3::exceptions::PyOverflowError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDelta, PyFloat, PyInt};
use usersig::{Lifetime, UnixTime};

use crate::errors::{bad_number, bad_type, bad_value};

const RANGE_OF_TIMES: &str = "a time has from 0 to 2^63 - 1 seconds after 1970";

/// A moment is whole seconds since 1970 as an `int`, or a `float` as `time.time()` returns it.
pub(crate) struct Moment(UnixTime);

impl<'a, 'py> FromPyObject<'a, 'py> for Moment {
    type Error = PyErr;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let secs = if value.is_instance_of::<PyFloat>() { whole(&value)? } else { seconds(&value, RANGE_OF_TIMES)? };
        let time = UnixTime::from_secs(secs);
        if time.as_secs() == secs { Ok(Self(time)) } else { Err(bad_number(RANGE_OF_TIMES, &value)) }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the bounds are checked")]
fn whole(value: &Bound<'_, PyAny>) -> PyResult<u64> {
    // The first number that 63 bits cannot hold.
    const END: f64 = 9_223_372_036_854_775_808.0;
    let secs = value.extract::<f64>()?;
    if (0.0..END).contains(&secs) { Ok(secs as u64) } else { Err(bad_number(RANGE_OF_TIMES, value)) }
}

impl Moment {
    pub(crate) fn time(self) -> UnixTime {
        self.0
    }
}

/// The moment that was passed, or the time of the clock.
pub(crate) fn or_clock(moment: Option<Moment>) -> PyResult<UnixTime> {
    match moment {
        Some(Moment(time)) => Ok(time),
        None => UnixTime::try_from(SystemTime::now()).map_err(bad_value),
    }
}

/// How long a ticket is valid and when it is signed. A ticket that would expire after the last moment is refused, because
/// it could not state its lifetime.
pub(crate) fn lifetime_and_time(lifetime: Valid, now: Option<Moment>) -> PyResult<(Lifetime, UnixTime)> {
    let (lifetime, now) = (lifetime.0, or_clock(now)?);
    if UnixTime::MAX.since(now) < lifetime.into() {
        return Err(bad_value(format!("a ticket that is signed at {now} would expire after {}", UnixTime::MAX)));
    }
    Ok((lifetime, now))
}

/// How long a ticket is valid, in whole seconds as an `int` or as a `timedelta`.
pub(crate) struct Valid(pub(crate) Lifetime);

impl<'a, 'py> FromPyObject<'a, 'py> for Valid {
    type Error = PyErr;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        // Nearly every lifetime is one.
        let lifetime = if value.is_exact_instance_of::<PyInt>() {
            Lifetime::from_secs(integer(
                &value,
                format_args!("a ticket lives from 1 to {} seconds", Lifetime::MAX.as_secs()),
            )?)
        } else {
            Lifetime::try_from(value.extract::<Span>()?.0)
        };
        lifetime.map(Self).map_err(bad_value)
    }
}

/// A span is whole seconds as an `int`, or a `timedelta`.
pub(crate) struct Span(pub(crate) Duration);

impl<'a, 'py> FromPyObject<'a, 'py> for Span {
    type Error = PyErr;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if !value.is_exact_instance_of::<PyInt>() && value.is_instance_of::<PyDelta>() {
            return value.extract().map(Self).map_err(|_| bad_number("a span of time has at least 0 seconds", &value));
        }
        seconds(&value, "a span of time has from 0 to 2^64 - 1 seconds").map(|secs| Self(Duration::from_secs(secs)))
    }
}

fn seconds(value: &Bound<'_, PyAny>, range: &str) -> PyResult<u64> {
    if !value.is_instance_of::<PyInt>() || value.is_instance_of::<PyBool>() {
        return Err(bad_type("a number of seconds", value));
    }
    integer(value, range)
}

fn integer(value: &Bound<'_, PyAny>, range: impl Display) -> PyResult<u64> {
    value.extract().map_err(|error: PyErr| {
        if error.is_instance_of::<PyOverflowError>(value.py()) { bad_number(range, value) } else { error }
    })
}
