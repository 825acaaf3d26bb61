//! Why a ticket is refused, for people and for scripts.

use std::fmt;

use serde::Serialize;
use usersig::{Cause, ErrorCode, Language, VerifyError};

use crate::output::table;
use crate::time::clock;

/// A refusal, ready to be told.
#[derive(Serialize)]
pub(crate) struct Refusal {
    code: ErrorCode,
    name: Option<&'static str>,
    cause: Cause,
    message: String,
    advice: &'static str,
    #[serde(skip)]
    explanation: Option<String>,
}

impl Refusal {
    pub(crate) fn new(error: VerifyError) -> Self {
        let code = error.code();
        Self {
            code,
            name: code.name(),
            cause: error.cause(),
            message: format!("{:#}", anyhow::Error::from(error)),
            advice: error.cause().advice(Language::English),
            explanation: match error {
                VerifyError::Expired { expires_at, now } => {
                    Some(format!("ticket expired at {}", clock::date_and_distance(expires_at, now)))
                }
                VerifyError::NotYetValid { issued_at, now } => {
                    Some(format!("ticket is of the future, issued at {}", clock::date_and_distance(issued_at, now)))
                }
                VerifyError::Revoked { issued_at, valid_after } => Some(format!(
                    "ticket was issued at {}, only those issued after {} are good",
                    clock::date(issued_at),
                    clock::date(valid_after)
                )),
                _ => None,
            },
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headline = format!("{} {} ({})", self.code, self.name.unwrap_or_default(), self.cause);
        let because = self.explanation.as_ref().unwrap_or(&self.message);
        let rows = [("refused", headline), ("because", because.clone()), ("advice", self.advice.to_owned())];
        f.write_str(table::lines("", &rows).trim_end())
    }
}
