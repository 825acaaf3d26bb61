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
        Box::pin(Deadline { at: deadline, may_move: true })
    }
}

/// A deadline that wakes no task. It is ready if it has passed when it is polled.
///
/// After a pause of the process, the timers fire before the runtime has seen what arrived meanwhile. A deadline that is noticed late
/// therefore moves on once, so that a request that came in the pause is still answered. If none came, the deadline has passed
/// when the connection's timer fires the next time.
struct Deadline {
    at: Instant,
    may_move: bool,
}

/// A deadline that is noticed so late was missed because of a pause.
const PAUSE: Duration = Duration::from_millis(500);

impl Deadline {
    fn has_passed(&mut self, now: Instant) -> bool {
        if self.may_move && now.saturating_duration_since(self.at) > PAUSE {
            *self = Self { at: now + PAUSE, may_move: false };
        }
        now >= self.at
    }
}

impl Future for Deadline {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.has_passed(Instant::now()) { Poll::Ready(()) } else { Poll::Pending }
    }
}

impl Sleep for Deadline {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_that_a_pause_has_missed_moves_on_once() {
        let before = Instant::now();
        let at = before + Duration::from_millis(1);
        let step = |millis| at + Duration::from_millis(millis);
        for (polls, passed) in [
            (vec![0], vec![true]),
            (vec![500], vec![true]),
            (vec![501, 1000, 1001], vec![false, false, true]),
            (vec![501, 9999], vec![false, true]),
        ] {
            let mut deadline = Deadline { at, may_move: true };
            assert!(!deadline.has_passed(before));
            assert_eq!(polls.iter().map(|poll| deadline.has_passed(step(*poll))).collect::<Vec<_>>(), passed);
        }
    }
}
