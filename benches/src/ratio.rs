//! Times taken side by side, so that their ratios hold where the times do not.

use std::time::{Duration, Instant};

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

    fn nanoseconds(&mut self, slice: Duration) -> f64 {
        let start = Instant::now();
        let mut runs = 0_u32;
        while runs == 0 || start.elapsed() < slice {
            (self.run)();
            runs += 1;
        }
        start.elapsed().as_secs_f64() * 1e9 / f64::from(runs * self.calls)
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
        subject.nanoseconds(slice);
    }
    let rounds: Vec<Vec<f64>> =
        (0..rounds).map(|_| subjects.iter_mut().map(|subject| subject.nanoseconds(slice)).collect()).collect();
    let timing = |index: usize| Timing {
        nanoseconds: median(rounds.iter().map(|round| round[index]).collect()),
        ratio: median(rounds.iter().map(|round| round[index] / round[0]).collect()),
    };
    (0..subjects.len()).map(timing).collect()
}

/// The value in the middle.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
