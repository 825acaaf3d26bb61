//! Times the library's own calls. The bindings call these functions if their feature `figures` is on, so that a figure
//! compares two calls of one process. Each function does the work that the call of a binding does: it checks the user,
//! reads the clock, and makes a new text. All of them return nanoseconds for each ticket.

use std::convert::Infallible;
use std::error::Error;
use std::hint::black_box;
use std::time::{Instant, SystemTime};

use usersig::{Lifetime, Signer, UnixTime, UserId, Verifier};

/// Signs a ticket for each user.
///
/// # Errors
/// When an argument is invalid.
pub fn sign(signer: &Signer, users: &[String], seconds: u64) -> Result<f64, Box<dyn Error>> {
    let start = Instant::now();
    for user in users {
        let user_id = UserId::new(black_box(user))?;
        let now = UnixTime::try_from(SystemTime::now())?;
        black_box(signer.user_sig(&user_id, Lifetime::from_secs(black_box(seconds))?, now).into_string());
    }
    Ok(nanoseconds(start, users.len()))
}

/// Signs a ticket for each user, many at once, and keeps the texts.
///
/// # Errors
/// When an argument is invalid.
pub fn sign_many(signer: &Signer, users: &[String], seconds: u64) -> Result<f64, Box<dyn Error>> {
    let start = Instant::now();
    let user_ids: Vec<UserId> = users.iter().map(|user| UserId::new(user)).collect::<Result<_, _>>()?;
    let (lifetime, now) = (Lifetime::from_secs(seconds)?, UnixTime::try_from(SystemTime::now())?);
    let mut texts = Vec::with_capacity(users.len());
    let Ok(()) = signer.user_sigs(user_ids.iter().map(|user_id| (user_id, lifetime)), now, |_, text, _| {
        texts.push(text.to_owned());
        Ok::<_, Infallible>(())
    });
    let nanoseconds = nanoseconds(start, users.len());
    black_box(texts);
    Ok(nanoseconds)
}

/// Verifies each ticket of one user.
///
/// # Errors
/// When an argument is invalid or a ticket is refused.
pub fn verify(verifier: &Verifier, tickets: &[String], user: &str) -> Result<f64, Box<dyn Error>> {
    let start = Instant::now();
    for ticket in tickets {
        let user_id = UserId::new(black_box(user))?;
        let now = UnixTime::try_from(SystemTime::now())?;
        black_box(verifier.user_sig(ticket, &user_id, now)?);
    }
    Ok(nanoseconds(start, tickets.len()))
}

#[expect(clippy::cast_precision_loss, reason = "a figure")]
fn nanoseconds(start: Instant, count: usize) -> f64 {
    start.elapsed().as_nanos() as f64 / count as f64
}
