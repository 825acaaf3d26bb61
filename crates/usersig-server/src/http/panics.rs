//! A panic in a handler ends one request.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;

use crate::http::problem::{Kind, Problem};
use crate::http::reply::Reply;
use crate::http::service::Service;

/// Answers with 500 and counts if the handler panics. After a panic the handler is not polled again.
pub(crate) async fn caught(service: &Service, mut answer: Pin<&mut impl Future<Output = Reply>>) -> Reply {
    let polled = poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    });
    // The message of the panic is dropped, because it may contain a value of the request.
    polled.await.unwrap_or_else(|_| {
        service.metrics.panic();
        tracing::error!("a handler panicked");
        Problem::new(Kind::Failed).reply()
    })
}
