//! The parameters of an address.

use axum::extract::FromRequestParts;
use axum::extract::path::ErrorKind;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::http::plain_words::{expected_value, plain};
use crate::http::problem::Problem;

/// The parameters in the path of a route.
#[derive(Debug)]
pub(crate) struct Path<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = <axum::extract::Path<T> as FromRequestParts<S>>::from_request_parts(parts, state).await;
        let path = path.map_err(|rejection| Problem::bad_request(wrong_path(&rejection)))?;
        Ok(Self(path.0))
    }
}

/// The query of a route.
#[derive(Debug)]
pub(crate) struct QueryParameters<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for QueryParameters<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let query = axum::extract::Query::from_request_parts(parts, state).await;
        query.map(|query| Self(query.0)).map_err(|rejection| Problem::bad_request(wrong_query(&rejection)))
    }
}

fn wrong_path(rejection: &PathRejection) -> String {
    let PathRejection::FailedToDeserializePathParams(failed) = rejection else { return rejection.body_text() };
    match failed.kind() {
        ErrorKind::ParseError { value, expected_type }
        | ErrorKind::ParseErrorAtIndex { value, expected_type, .. }
        | ErrorKind::ParseErrorAtKey { value, expected_type, .. } => {
            format!("the address has {value:?}, which is not {}", expected_value(expected_type))
        }
        ErrorKind::DeserializeError { message, .. } | ErrorKind::Message(message) => {
            format!("the address is not valid: {message}")
        }
        other => other.to_string(),
    }
}

fn wrong_query(rejection: &QueryRejection) -> String {
    let text = rejection.body_text();
    let text = text.strip_prefix("Failed to deserialize query string: ").unwrap_or(&text);
    let number = [": invalid digit found in string", ": cannot parse integer from empty string"];
    match number.iter().find_map(|end| text.strip_suffix(end)) {
        Some(name) => format!("the query parameter {name} is not a whole number"),
        None => format!("the query is not valid: {}", plain(".", text)),
    }
}
