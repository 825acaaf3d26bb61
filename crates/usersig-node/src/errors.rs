//! Errors of the library for JavaScript.

use std::fmt::Display;

use napi::{Env, Error, Result, Status};
use napi_derive::napi;
use usersig::{ErrorCode, Refusal};

/// A value is not allowed: throws a `RangeError`.
pub(crate) fn allowed<T, E: Display>(env: Env, value: std::result::Result<T, E>) -> Result<T> {
    value.or_else(|error| {
        env.throw_range_error(&error.to_string(), None)?;
        Err(Error::from_status(Status::PendingException))
    })
}

/// Why something is refused. The JavaScript files throw it as an error.
#[napi(object, object_from_js = false)]
pub struct RefusalValue {
    pub code: i32,
    pub cause: &'static str,
    pub message: String,
    pub advice: &'static str,
}

impl<E: Into<Refusal>> From<E> for RefusalValue {
    fn from(error: E) -> Self {
        let Refusal { code, cause, message, advice, .. } = error.into();
        Self { code: ErrorCode::number(code), cause: cause.as_str(), message, advice }
    }
}
