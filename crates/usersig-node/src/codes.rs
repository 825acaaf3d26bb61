//! The codes, the causes, and functions of the library that need no key.

use napi::{Env, Result};
use napi_derive::napi;
use usersig::{Cause, ErrorCode, Identifier, Language, Reaction};

use crate::arguments::{self, Name, number, time};
use crate::errors::allowed;

#[napi(object, object_from_js = false)]
pub struct CodeValue {
    pub number: i32,
    pub name: Option<&'static str>,
    pub english: Option<&'static str>,
    pub chinese: Option<&'static str>,
    pub reaction: Option<&'static str>,
}

/// Every known code in ascending order.
#[napi(catch_unwind)]
pub fn error_codes() -> Vec<CodeValue> {
    let value = |code: ErrorCode| CodeValue {
        number: code.number(),
        name: code.name(),
        english: code.meaning(Language::English),
        chinese: code.meaning(Language::Chinese),
        reaction: code.reaction().map(word),
    };
    ErrorCode::all().map(value).collect()
}

const fn word(reaction: Reaction) -> &'static str {
    match reaction {
        Reaction::BackOff => "back_off",
        Reaction::FixConfiguration => "fix_configuration",
        Reaction::GiveUp => "give_up",
        Reaction::LogInAgain => "log_in_again",
    }
}

#[napi(catch_unwind)]
pub fn causes() -> Vec<&'static str> {
    Cause::ALL.map(Cause::as_str).to_vec()
}

#[napi(catch_unwind)]
pub fn advice(env: Env, cause: String, language: Option<String>) -> Result<&'static str> {
    let language = arguments::language(env, language.as_deref())?;
    let known = Cause::ALL.into_iter().find(|known| known.as_str() == cause);
    allowed(env, known.map(|known| known.advice(language)).ok_or("there is no such cause"))
}

#[napi(catch_unwind)]
pub fn check_identifier(env: Env, text: String) -> Result<()> {
    allowed(env, Identifier::new(&text)).map(drop)
}

#[napi(catch_unwind)]
pub fn refresh_at(env: Env, user_id: String, is_identifier: bool, issued_at: f64, expires_at: f64) -> Result<f64> {
    let (issued_at, expires_at) = (time(env, issued_at)?, time(env, expires_at)?);
    Ok(number(match Name::new(env, &user_id, is_identifier)? {
        Name::Identifier(identifier) => usersig::refresh_at(&identifier, issued_at, expires_at),
        Name::UserId(user_id) => usersig::refresh_at(&user_id, issued_at, expires_at),
    }))
}
