//! The codes, the causes, and functions of the library that need no key.

use pyo3::prelude::*;
use usersig::{Cause, ErrorCode, Identifier, Language, Reaction};

use crate::arguments::{self, Name};
use crate::errors::bad_value;
use crate::seconds::Moment;

/// Number, name, meaning in English and Chinese, reaction.
type Row = (i32, Option<&'static str>, Option<&'static str>, Option<&'static str>, Option<&'static str>);

/// Every known code in ascending order.
#[pyfunction]
pub(crate) fn error_codes() -> Vec<Row> {
    let row = |code: ErrorCode| {
        let meaning = |language| code.meaning(language);
        let reaction = code.reaction().map(word);
        (code.number(), code.name(), meaning(Language::English), meaning(Language::Chinese), reaction)
    };
    ErrorCode::all().map(row).collect()
}

const fn word(reaction: Reaction) -> &'static str {
    match reaction {
        Reaction::BackOff => "back_off",
        Reaction::FixConfiguration => "fix_configuration",
        Reaction::GiveUp => "give_up",
        Reaction::LogInAgain => "log_in_again",
    }
}

/// Every cause and its code.
#[pyfunction]
pub(crate) fn causes() -> Vec<(&'static str, i32)> {
    Cause::ALL.into_iter().map(|cause| (cause.as_str(), cause.code().number())).collect()
}

/// The advice of a cause.
#[pyfunction]
pub(crate) fn advice(cause: &str, language: &str) -> PyResult<&'static str> {
    let language = arguments::language(language)?;
    let known = Cause::ALL.into_iter().find(|known| known.as_str() == cause);
    known.map(|known| known.advice(language)).ok_or_else(|| bad_value(format!("there is no cause {cause}")))
}

#[pyfunction]
pub(crate) fn check_identifier(text: &str) -> PyResult<()> {
    Identifier::new(text).map(drop).map_err(bad_value)
}

/// When a client should fetch its next ticket, after about nine tenths of the lifetime of the current one.
#[pyfunction]
pub(crate) fn refresh_at(user_id: Name, issued_at: Moment, expires_at: Moment) -> u64 {
    let (issued_at, expires_at) = (issued_at.time(), expires_at.time());
    let refresh_at = match user_id {
        Name::Identifier(identifier) => usersig::refresh_at(&identifier, issued_at, expires_at),
        Name::UserId(user_id) => usersig::refresh_at(&user_id, issued_at, expires_at),
    };
    refresh_at.as_secs()
}
