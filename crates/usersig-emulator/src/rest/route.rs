//! The addresses of the REST interface.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Response};

use crate::http::body;
use crate::http::path::{Path, QueryParameters};
use crate::http::problem::Problem;
use crate::rest::call::{Call, answer};
use crate::world::emulator::Emulator;

/// The longest body: 500 UserIDs of `query_online_status` take less than 20 KB.
const BODY_MAX: usize = 64 << 10;

/// Answers a call. Real clients send any Content-Type or none, and also `GET` with a body.
pub(crate) async fn serve(
    State(emulator): State<Arc<Emulator>>,
    Path((service, command)): Path<(String, String)>,
    QueryParameters(parameters): QueryParameters<BTreeMap<String, String>>,
    request: Request,
) -> Result<Response<Body>, Problem> {
    let body = body::read(request.into_body(), BODY_MAX).await?;
    let call = Call { service: &service, command: &command, parameters, body: &body };
    let answer = serde_json::Value::Object(answer(&emulator, call)).to_string();
    let mut response = Response::new(Body::from(answer));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}
