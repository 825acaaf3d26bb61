//! A panic in a handler ends one request.

use std::any::Any;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode};
use tower::Layer;
use tower_http::catch_panic::{CatchPanic, CatchPanicLayer, ResponseForPanic};

use crate::http::guard::EMULATOR;
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
        let mut response = Problem::new(StatusCode::INTERNAL_SERVER_ERROR, detail).response();
        response.headers_mut().insert(EMULATOR, HeaderValue::from_static(env!("CARGO_PKG_VERSION")));
        response
    }
}
