//! The `OpenAPI` 3.1 document, generated from the handlers and the types of their bodies.

use std::sync::LazyLock;

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::http::operations;
use crate::http::problem::Document;
use crate::http::reply::{self, Reply};

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

/// The path of the document.
pub(crate) const PATH: &str = "/openapi.json";

/// The document.
pub(crate) fn document() -> Reply {
    reply::json(DOCUMENT.as_str())
}
