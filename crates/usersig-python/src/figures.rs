//! Times the library's own calls in the process of Python, so that benches/languages compares both in one process.

use std::hint::black_box;
use std::time::{Instant, SystemTime};

use pyo3::prelude::*;
use usersig::{Lifetime, UnixTime, UserId};

use crate::errors::bad_value;
use crate::signer::Signer;
use crate::verifier::Verifier;

/// Nanoseconds for a ticket for each user: the same work as `user_sig`, which checks the id, reads the clock and makes a
/// new text.
#[pyfunction]
pub(crate) fn time_sign(signer: &Signer, users: Vec<String>, lifetime: u64) -> PyResult<u64> {
    let start = Instant::now();
    for user in &users {
        let user_id = UserId::new(black_box(user)).map_err(bad_value)?;
        let lifetime = Lifetime::from_secs(black_box(lifetime)).map_err(bad_value)?;
        let now = UnixTime::try_from(SystemTime::now()).map_err(bad_value)?;
        black_box(signer.0.user_sig(&user_id, lifetime, now).into_string());
    }
    Ok(nanoseconds(start, users.len()))
}

/// Nanoseconds a ticket, if the library signs many at once.
#[pyfunction]
pub(crate) fn time_sign_many(signer: &Signer, users: Vec<String>, lifetime: u64) -> PyResult<u64> {
    let start = Instant::now();
    let user_ids: Vec<UserId> =
        users.iter().map(|user| UserId::new(user)).collect::<Result<_, _>>().map_err(bad_value)?;
    let lifetime = Lifetime::from_secs(lifetime).map_err(bad_value)?;
    let now = UnixTime::try_from(SystemTime::now()).map_err(bad_value)?;
    let mut texts = Vec::with_capacity(users.len());
    let Ok(()) = signer.0.user_sigs(user_ids.iter().map(|user_id| (user_id, lifetime)), now, |_, text, _| {
        texts.push(text.to_owned());
        Ok::<_, std::convert::Infallible>(())
    });
    black_box(&texts);
    Ok(nanoseconds(start, users.len()))
}

/// Nanoseconds for a verdict about each ticket of a user, with the clock.
#[pyfunction]
pub(crate) fn time_verify(verifier: &Verifier, tickets: Vec<String>, user_id: &str) -> PyResult<u64> {
    let start = Instant::now();
    for ticket in &tickets {
        let user_id = UserId::new(black_box(user_id)).map_err(bad_value)?;
        let now = UnixTime::try_from(SystemTime::now()).map_err(bad_value)?;
        black_box(verifier.0.user_sig(ticket, &user_id, now).map_err(bad_value)?);
    }
    Ok(nanoseconds(start, tickets.len()))
}

fn nanoseconds(start: Instant, count: usize) -> u64 {
    u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX) / u64::try_from(count).unwrap_or(u64::MAX).max(1)
}
