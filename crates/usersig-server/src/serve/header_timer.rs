//! The timer for the headers of a connection's requests.
//!
//! hyper asks for a deadline before it reads the headers of a request, and drops the deadline when they have arrived. A tokio
//! timer for each request would be entered into a table that all threads share, and removed from it. Therefore
//! [`HeaderTimer`] only stores the latest deadline, and each connection has one tokio timer. When that timer fires, it is set
//! again for the stored deadline.

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
    /// Wakes the task at each deadline that was not replaced by a later one, and otherwise once in each timeout. It never
    /// ends. The timeout must be the one that hyper was given.
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

/// A deadline that wakes no task. It is ready if it has passed when it is polled.
struct Deadline(Instant);

impl Future for Deadline {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.0 { Poll::Ready(()) } else { Poll::Pending }
    }
}

impl Sleep for Deadline {}
