//! A panic in a handler ends one request.

use std::any::Any;

use axum::Router;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use tower::Layer;
use tower_http::catch_panic::{CatchPanic, CatchPanicLayer, ResponseForPanic};

use crate::http::guard::named;
use crate::http::problem::Problem;

/// Routes whose panics become answers.
pub(crate) type Guarded = CatchPanic<Router, PanicAnswer>;

/// Answers a request whose handler panicked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PanicAnswer;

pub(crate) fn guarded(router: Router) -> Guarded {
    CatchPanicLayer::custom(PanicAnswer).layer(router)
}

impl ResponseForPanic for PanicAnswer {
    type ResponseBody = Body;

    fn response_for_panic(&mut self, _: Box<dyn Any + Send + 'static>) -> Response<Body> {
        let detail = "the emulator failed on this request; its standard error has the place";
        named(Problem::new(StatusCode::INTERNAL_SERVER_ERROR, detail).response())
    }
}
