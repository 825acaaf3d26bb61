//! Reads the JSON of a request within its bounds.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::http::problem::{Kind, Problem};
use crate::words::route::Route;

/// A body up to this size needs no place among the large ones.
const SMALL: usize = 16 << 10;

/// Reads the whole body.
pub(crate) async fn read(
    parts: &Parts,
    body: Body,
    route: Route,
    within: Duration,
    large: &Semaphore,
) -> Result<Bytes, Problem> {
    let max_len = route.max_body_len();
    check_headers(parts)?;
    let stated = parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if stated.is_some_and(|len| len > max_len) {
        return Err(Problem::new(Kind::TooLarge).with_detail(format!("a body has at most {max_len} bytes")));
    }
    // Without a stated length the body may be as large as the route allows.
    let _place = if stated.unwrap_or(max_len) > SMALL {
        let place = large.try_acquire();
        Some(place.map_err(|_| Problem::new(Kind::Overloaded).with_retry_after(Duration::from_secs(1)))?)
    } else {
        None
    };
    match timeout(within, Limited::new(body, max_len).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            Err(Problem::new(Kind::TooLarge).with_detail(format!("a body has at most {max_len} bytes")))
        }
        Ok(Err(_)) => Err(Problem::bad_request("the body is incomplete")),
        Err(_) => Err(Problem::new(Kind::Timeout)),
    }
}

fn check_headers(parts: &Parts) -> Result<(), Problem> {
    let headers = &parts.headers;
    if headers.contains_key(CONTENT_ENCODING) {
        return Err(Problem::new(Kind::NotJson).with_detail("the body must not be compressed"));
    }
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(Problem::new(Kind::NotJson).with_detail("the Content-Type must be application/json"));
    }
    Ok(())
}

/// Parses the body.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|error| {
        // The message of serde_json can repeat a value, and the value can be a ticket.
        let place = format!("at line {} column {}", error.line(), error.column());
        let detail = match error.classify() {
            serde_json::error::Category::Data => {
                format!("the body does not have the members that this route needs, {place}")
            }
            _ => format!("the body is not valid JSON, {place}"),
        };
        Problem::bad_request(detail)
    })
}
