//! The parts of the `OpenAPI` document that all operations share.

use std::collections::BTreeMap;

use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};
use utoipa::{IntoParams, IntoResponses};

/// The headers that every route takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it only describes headers")]
pub(crate) struct RequestHeaders {
    /// The app. Without it the service uses its default app.
    #[param(rename = "X-Sdk-App-Id", required = false, minimum = 1)]
    app: Option<u32>,
    /// The service repeats it in the answer, the log and the audit if it has 1 to 64 letters, digits, `-` and `_`. Otherwise
    /// it makes one. Any caller can choose it, so it is not unique.
    #[param(rename = "X-Request-Id", required = false)]
    request_id: Option<String>,
}

/// The problems that every route can answer with.
pub(crate) struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        let rows = [
            ("400", "The request is not valid"),
            ("401", "The credentials are missing or wrong"),
            ("403", "The caller may not do this"),
            ("408", "The request did not arrive in time"),
            ("413", "The body is too large"),
            ("415", "The body is not plain JSON"),
            ("429", "A rate was exceeded; Retry-After says when to come back"),
            ("503", "The service has too much to do, or a part of it does not work"),
        ];
        rows.into_iter().map(|(status, description)| (status.to_owned(), RefOr::T(problem(description)))).collect()
    }
}

fn problem(description: &str) -> utoipa::openapi::Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Document"))).build();
    ResponseBuilder::new().description(description).content("application/problem+json", content).build()
}
