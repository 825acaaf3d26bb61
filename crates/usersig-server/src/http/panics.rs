//! A panic in a handler ends one request.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;

use crate::http::problem::{Kind, Problem};
use crate::http::service::Service;

/// Counts a panic and turns it into a problem. After a panic the future is not polled again.
pub(crate) async fn caught<T>(service: &Service, mut future: Pin<&mut impl Future<Output = T>>) -> Result<T, Problem> {
    let polled = poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    });
    // The message of the panic is dropped, because it may contain a value of the request. The place is in the log.
    polled.await.map_err(|_| {
        service.metrics.panic();
        Problem::new(Kind::Failed)
    })
}
