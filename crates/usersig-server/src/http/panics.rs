//! A panic in a handler ends one request.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Response;
use tower::Layer;
use tower_http::catch_panic::{CatchPanic, CatchPanicLayer, ResponseForPanic};

use crate::http::problem::{Kind, Problem};
use crate::http::service::Service;

/// Routes whose panics become answers. The guard stands around the router and not around each route, because axum boxes
/// the layers of a route anew for each request.
pub(crate) type Guarded = CatchPanic<Router, PanicAnswer>;

/// Counts a panic and answers its request.
#[derive(Clone)]
pub(crate) struct PanicAnswer(Arc<Service>);

/// Puts the guard around the routes.
pub(crate) fn guarded(router: Router, service: Arc<Service>) -> Guarded {
    CatchPanicLayer::custom(PanicAnswer(service)).layer(router)
}

impl ResponseForPanic for PanicAnswer {
    type ResponseBody = Body;

    /// The message of the panic is dropped, because it may contain a value of the request.
    fn response_for_panic(&mut self, _: Box<dyn Any + Send + 'static>) -> Response<Body> {
        self.0.metrics.panic();
        tracing::error!("a handler panicked");
        Problem::new(Kind::Failed).response()
    }
}
