//! The routes of the page. They are served where the control plane is served, behind the same guard.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue, Response};
use axum::response::IntoResponse as _;
use axum::routing::get;

use crate::console::files::{File, file, index};
use crate::http::problem::Problem;
use crate::world::emulator::Emulator;

/// The page contacts no other host, runs only its own scripts, never makes markup of a text, and stands in no frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

pub(crate) fn routes() -> Router<Arc<Emulator>> {
    Router::new()
        .route("/", get(async || answer(index())))
        .route("/console/{*path}", get(async |Path(path): Path<String>| file(&path).map_or_else(missing, answer)))
}

fn missing() -> Response<Body> {
    Problem::not_found("the page has no such file").into_response()
}

fn answer(file: File) -> Response<Body> {
    let mut response = Response::new(Body::from(file.text));
    let headers = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (CONTENT_TYPE, file.media_type),
        (CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
