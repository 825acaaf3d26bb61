//! Times taken side by side, so that their ratios hold where the times do not.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::neighbour::{MOST, disturbance};

/// A slice is taken at most this many times while a neighbour disturbs it.
const TRIES: usize = 50;
/// On average a slice is taken again at most this many times. On a machine that never rests, this bounds the time of a benchmark.
/// The slices of one figure take a few seconds, and a neighbour can compute for longer than that.
const AGAIN: usize = 10;

static SLICES: AtomicU32 = AtomicU32::new(0);
static DISTURBED: AtomicU32 = AtomicU32::new(0);

/// The share of the slices whose time was kept although a neighbour disturbed them. If it is high, the times are too long.
pub fn disturbed_share() -> f64 {
    f64::from(DISTURBED.load(Ordering::Relaxed)) / f64::from(SLICES.load(Ordering::Relaxed).max(1))
}

/// Something to time; one call does `Subject::calls` of what is counted.
#[expect(missing_debug_implementations, reason = "a closure has nothing to show")]
pub struct Subject<'a> {
    run: Box<dyn FnMut() + 'a>,
    calls: u32,
}

impl<'a> Subject<'a> {
    /// `run` does it `calls` times, and panics when it did not succeed.
    pub fn new(calls: usize, run: impl FnMut() + 'a) -> Self {
        Self { run: Box::new(run), calls: u32::try_from(calls).expect("a few thousand calls at most") }
    }

    /// The time of a slice that no neighbour disturbed, or else of the slice that was disturbed least.
    fn nanoseconds(&mut self, slice: Duration, again: &mut usize) -> f64 {
        let mut least = (f64::INFINITY, 0.0);
        for _ in 0..TRIES {
            let before = disturbance();
            let nanoseconds = self.nanoseconds_of_one(slice);
            let disturbed = before.max(disturbance());
            if disturbed < least.0 {
                least = (disturbed, nanoseconds);
            }
            if disturbed <= MOST || *again == 0 {
                break;
            }
            *again -= 1;
        }
        SLICES.fetch_add(1, Ordering::Relaxed);
        DISTURBED.fetch_add(u32::from(least.0 > MOST), Ordering::Relaxed);
        least.1
    }

    fn nanoseconds_of_one(&mut self, slice: Duration) -> f64 {
        let start = time_of_this_thread();
        let mut runs = 0_u32;
        let mut spent = Duration::ZERO;
        while runs == 0 || spent < slice {
            (self.run)();
            runs += 1;
            spent = time_of_this_thread().saturating_sub(start);
        }
        spent.as_secs_f64() * 1e9 / f64::from(runs * self.calls)
    }
}

/// The median of something and the median of its ratio to the first subject, round by round.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// Nanoseconds a call.
    pub nanoseconds: f64,
    /// Times the first subject.
    pub ratio: f64,
}

/// Runs all subjects in turn, `rounds` times, each for a slice of time.
pub fn side_by_side(subjects: &mut [Subject<'_>], rounds: usize, slice: Duration) -> Vec<Timing> {
    for subject in &mut *subjects {
        subject.nanoseconds_of_one(slice);
    }
    let mut again = rounds * subjects.len() * AGAIN;
    let rounds: Vec<Vec<f64>> = (0..rounds)
        .map(|_| subjects.iter_mut().map(|subject| subject.nanoseconds(slice, &mut again)).collect())
        .collect();
    let timing = |index: usize| Timing {
        nanoseconds: median(rounds.iter().map(|round| round[index]).collect()),
        ratio: median(rounds.iter().map(|round| round[index] / round[0]).collect()),
    };
    (0..subjects.len()).map(timing).collect()
}

/// The time for which this thread has run. The time of other programs does not count, where the system tells it: on Linux.
#[cfg(target_os = "linux")]
fn time_of_this_thread() -> Duration {
    use rustix::time::{ClockId, clock_gettime};

    clock_gettime(ClockId::ThreadCPUTime).try_into().expect("a thread runs for less than an age")
}

#[cfg(not(target_os = "linux"))]
fn time_of_this_thread() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);

    START.elapsed()
}

/// The value in the middle.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
