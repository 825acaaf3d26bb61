//! Polls a future once, and again only after it was woken.
//!
//! The task of a connection runs for every request. It also waits for two rare events: the end of the service and the header
//! timeout. Without this wrapper, each run would poll both. A poll for the end of the service takes a lock that all
//! connections share.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

/// A future that has a waker of its own.
pub(crate) struct WhenWoken<F> {
    future: Pin<Box<F>>,
    bell: Option<Arc<Bell>>,
}

/// Notes that the future was woken, and wakes the task.
struct Bell {
    has_rung: AtomicBool,
    task: Waker,
}

impl<F> WhenWoken<F> {
    pub(crate) fn new(future: F) -> Self {
        Self { future: Box::pin(future), bell: None }
    }
}

impl<F: Future> Future for WhenWoken<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let bell = match &self.bell {
            Some(bell) if bell.task.will_wake(context.waker()) => {
                if !bell.has_rung.load(Ordering::Relaxed) {
                    return Poll::Pending;
                }
                // Before the poll, so that a bell that rings during the poll is heard.
                bell.has_rung.swap(false, Ordering::AcqRel);
                Arc::clone(bell)
            }
            _ => Arc::new(Bell { has_rung: AtomicBool::new(false), task: context.waker().clone() }),
        };
        self.bell = Some(Arc::clone(&bell));
        self.future.as_mut().poll(&mut Context::from_waker(&Waker::from(bell)))
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.has_rung.store(true, Ordering::Release);
        self.task.wake_by_ref();
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::sync::Mutex;
    use std::sync::atomic::AtomicUsize;

    use super::*;

    struct Task(AtomicUsize);

    impl Wake for Task {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn a_future_is_polled_only_if_it_is_new_or_was_woken_or_its_task_has_changed() {
        let (polls, inner) = (AtomicUsize::new(0), Mutex::new(None::<Waker>));
        let mut future = WhenWoken::new(poll_fn(|context| {
            *inner.lock().unwrap() = Some(context.waker().clone());
            if polls.fetch_add(1, Ordering::Relaxed) < 3 { Poll::Pending } else { Poll::Ready("done") }
        }));
        let (one, other) = (Arc::new(Task(AtomicUsize::new(0))), Arc::new(Task(AtomicUsize::new(0))));
        let mut poll = |task: &Arc<Task>, expected_polls| {
            let polled = Pin::new(&mut future).poll(&mut Context::from_waker(&Waker::from(Arc::clone(task))));
            assert_eq!(polls.load(Ordering::Relaxed), expected_polls);
            polled
        };
        let wake = || inner.lock().unwrap().take().unwrap().wake();
        assert_eq!((poll(&one, 1), poll(&one, 1)), (Poll::Pending, Poll::Pending));
        wake();
        assert_eq!(one.0.load(Ordering::Relaxed), 1);
        assert_eq!((poll(&one, 2), poll(&one, 2)), (Poll::Pending, Poll::Pending));
        assert_eq!((poll(&other, 3), poll(&other, 3)), (Poll::Pending, Poll::Pending));
        wake();
        assert_eq!(other.0.load(Ordering::Relaxed), 1);
        assert_eq!(poll(&other, 4), Poll::Ready("done"));
    }

    #[test]
    fn a_future_that_wakes_itself_while_it_is_polled_is_polled_again() {
        let mut polls = 0;
        let mut future = WhenWoken::new(poll_fn(|context| {
            polls += 1;
            context.waker().wake_by_ref();
            if polls < 3 { Poll::Pending } else { Poll::Ready(()) }
        }));
        let task = Waker::from(Arc::new(Task(AtomicUsize::new(0))));
        let mut poll = || Pin::new(&mut future).poll(&mut Context::from_waker(&task));
        assert_eq!([poll(), poll(), poll()], [Poll::Pending, Poll::Pending, Poll::Ready(())]);
    }
}
