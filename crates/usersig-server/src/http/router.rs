//! The routes of the API.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;

use crate::http::problem::{Kind, Problem};
use crate::http::service::Service;
use crate::http::{openapi, operations};

/// The API.
pub(crate) fn router(service: Arc<Service>) -> Router {
    let panics = Arc::clone(&service);
    Router::new()
        .route("/v1/user-sig", post(operations::user_sig))
        .route("/v1/private-map-key", post(operations::private_map_key))
        .route("/v1/user-sigs", post(operations::user_sigs))
        .route("/v1/verify", post(operations::verify))
        .route("/v1/revoke", post(operations::revoke))
        .route("/openapi.json", get(openapi::document))
        .fallback(async || Problem::new(Kind::NotFound).response())
        .method_not_allowed_fallback(async || Problem::new(Kind::MethodNotAllowed).response())
        .with_state(service)
        .layer(CatchPanicLayer::custom(move |panic: Box<dyn Any + Send>| {
            // The message of a panic may contain a value of the request.
            drop(panic);
            panics.metrics.panic();
            tracing::error!("a handler panicked");
            Problem::new(Kind::Failed).response()
        }))
        .layer(axum::middleware::map_response(no_store))
}

async fn no_store(mut response: Response<Body>) -> Response<Body> {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
    response
}
