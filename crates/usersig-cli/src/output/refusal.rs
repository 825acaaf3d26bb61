//! A refusal as a table for people. Scripts get the refusal of the library as JSON.

use usersig::{Refusal, VerifyError};

use crate::output::table;
use crate::time::clock;

/// The code, the reason and the advice. Times are in the time zone of the person.
pub(crate) fn text(error: VerifyError) -> String {
    let refusal = Refusal::from(error);
    let headline = format!("{} {} ({})", refusal.code, refusal.name.unwrap_or_default(), refusal.cause);
    let reason = match error {
        VerifyError::Expired { expires_at, now } => {
            format!("ticket expired at {}", clock::date_and_distance(expires_at, now))
        }
        VerifyError::NotYetValid { issued_at, now } => {
            format!("ticket was issued in the future, at {}", clock::date_and_distance(issued_at, now))
        }
        VerifyError::Revoked { issued_at, valid_after } => format!(
            "ticket was issued at {}, but only tickets issued after {} are valid",
            clock::date(issued_at),
            clock::date(valid_after)
        ),
        _ => refusal.message,
    };
    let mut rows = vec![("refused", headline), ("because", reason), ("advice", refusal.advice.to_owned())];
    if let VerifyError::Malformed(_) | VerifyError::BadSignature = error {
        rows.push(("more", String::from("usersig doctor finds out what is wrong with the ticket or the key")));
    }
    table::lines("", &rows).trim_end().to_owned()
}
