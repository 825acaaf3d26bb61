//! The `OpenAPI` 3.1 document, generated from the handlers and the types of their bodies.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Response};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::http::operations;
use crate::http::problem::Document;

#[derive(OpenApi)]
#[openapi(
    info(title = "usersig-server", description = "Signs UserSig and PrivateMapKey for callers it knows"),
    paths(operations::private_map_key, operations::revoke, operations::user_sig, operations::user_sigs, operations::verify),
    components(schemas(Document<'static>)),
    modifiers(&Credentials)
)]
struct Api;

struct Credentials;

impl Modify for Credentials {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("An API key of a business server, or the JWT of an end user"))
            .build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    let document = Api::openapi().to_json();
    document.expect("the description is text and numbers")
});

/// The document.
pub(crate) async fn document() -> Response<Body> {
    let mut response = Response::new(Body::from(DOCUMENT.as_str()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
