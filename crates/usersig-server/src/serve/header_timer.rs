//! The timer for the headers of a connection's requests.
//!
//! hyper asks for a deadline before the headers of each request and drops it when they have arrived. A timer of tokio would be
//! entered into a table that all threads share and removed from it, for each request. So hyper only stores the deadline, and
//! each connection has one timer of tokio, which looks for a later deadline when it fires.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use hyper::rt::{Sleep, Timer};
use tokio::time::sleep_until;

/// Gives deadlines to hyper. They are noticed only if `wake_at_deadlines` runs in the same task as the connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeaderTimer {
    last: Arc<Mutex<Option<Instant>>>,
}

impl HeaderTimer {
    /// Wakes the task at each deadline that was not replaced by a later one, and otherwise once in each timeout. It never ends.
    pub(crate) async fn wake_at_deadlines(&self, timeout: Duration) {
        loop {
            let now = Instant::now();
            let last = *self.last();
            // hyper sets every deadline one timeout ahead, so none that it sets from now on is earlier than this.
            let next = last.filter(|deadline| *deadline > now).unwrap_or(now + timeout);
            sleep_until(next.into()).await;
        }
    }

    fn last(&self) -> MutexGuard<'_, Option<Instant>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Timer for HeaderTimer {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Sleep>> {
        self.sleep_until(Instant::now() + duration)
    }

    fn sleep_until(&self, deadline: Instant) -> Pin<Box<dyn Sleep>> {
        *self.last() = Some(deadline);
        Box::pin(Deadline(deadline))
    }
}

/// Has passed or not. It wakes no task.
struct Deadline(Instant);

impl Future for Deadline {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.0 { Poll::Ready(()) } else { Poll::Pending }
    }
}

impl Sleep for Deadline {}
