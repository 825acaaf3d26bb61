//! The `OpenAPI` 3.1 document, generated from the handlers and the types of their bodies.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Response};
use utoipa::OpenApi;

use crate::control::{
    accounts, apps, check, clock, codes, devices, faults, journal, links, online, sessions, state, stream, user_sig,
};
use crate::http::problem::Document;

#[derive(OpenApi)]
#[openapi(
    info(title = "usersig-emulator", description = "Controls a login service for tests"),
    paths(
        accounts::list, accounts::operate, apps::list, apps::patch, apps::read, check::check, clock::advance, clock::freeze,
        clock::read, clock::resume, clock::set, codes::list, devices::list, devices::log_in, devices::log_out,
        faults::inject, faults::list, faults::remove, journal::read, links::break_links, online::list, sessions::kick,
        sessions::list, state::read, state::replace, state::reset, stream::follow, user_sig::sign
    ),
    components(schemas(Document<'static>))
)]
struct Api;

static DOCUMENT: LazyLock<String> =
    LazyLock::new(|| Api::openapi().to_json().expect("the description is text and numbers"));

/// The document.
pub(crate) async fn document() -> Response<Body> {
    let mut response = Response::new(Body::from(DOCUMENT.as_str()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
