//! Reads the body of a request within its bounds.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use crate::http::plain_words::plain;
use crate::http::problem::Problem;

/// The time in which a client sends a body.
const BODY_WITHIN: Duration = Duration::from_secs(10);

/// The longest body of the control plane, except for a state.
const BODY_MAX: usize = 64 << 10;

/// Reads the whole body.
pub(crate) async fn read(body: Body, max_len: usize) -> Result<Bytes, Problem> {
    match timeout(BODY_WITHIN, Limited::new(body, max_len).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, format!("the body has more than {max_len} bytes")))
        }
        Ok(Err(_)) => Err(Problem::bad_request("the body is incomplete")),
        Err(_) => Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "the body did not arrive in time")),
    }
}

/// The JSON of a request that changes state. A form of a browser is refused, because a page of any origin can send it.
#[derive(Debug)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        json(request, BODY_MAX).await.map(Self)
    }
}

/// Reads a body of up to `max_len` bytes as JSON.
pub(crate) async fn json<T: DeserializeOwned>(request: Request, max_len: usize) -> Result<T, Problem> {
    let headers = request.headers();
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/json") || headers.contains_key(CONTENT_ENCODING) {
        let detail = "the Content-Type must be application/json, without a Content-Encoding";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
    }
    let bytes = read(request.into_body(), max_len).await?;
    serde_json::from_slice(&bytes).map_err(|error| invalid::<T>(&bytes, &error))
}

/// Reads the body once more to find the member that is wrong. Only errors pay for that.
fn invalid<T: DeserializeOwned>(bytes: &[u8], error: &serde_json::Error) -> Problem {
    if bytes.trim_ascii().is_empty() {
        return Problem::bad_request("the body is empty; send a JSON object, {} if there is nothing to say");
    }
    if !error.is_data() {
        return Problem::bad_request(format!("the body is not JSON: {error}"));
    }
    let again: Result<T, _> = serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_slice(bytes));
    let path = again.err().map(|error| error.path().to_string()).unwrap_or_default();
    Problem::bad_request(format!("the body is not valid: {}", plain(&path, &error.to_string())))
}
