//! The routes of the API.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::http::panics::{self, Guarded};
use crate::http::problem::{Kind, Problem};
use crate::http::service::Service;
use crate::http::{openapi, operations};

/// The API.
pub(crate) fn router(service: Arc<Service>) -> Guarded {
    let routes = Router::new()
        .route("/v1/user-sig", post(operations::user_sig))
        .route("/v1/private-map-key", post(operations::private_map_key))
        .route("/v1/user-sigs", post(operations::user_sigs))
        .route("/v1/verify", post(operations::verify))
        .route("/v1/revoke", post(operations::revoke))
        .route("/openapi.json", get(openapi::document))
        .fallback(async || Problem::new(Kind::NotFound).response())
        .method_not_allowed_fallback(async || Problem::new(Kind::MethodNotAllowed).response())
        .with_state(Arc::clone(&service));
    panics::guarded(routes, service)
}
