//! How far it is, for whoever watches.

use std::io::{self, IsTerminal};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::tally::{Tally, rate};

/// A bar, or nothing.
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    /// Of an input of so many bytes, if that is known. The bar is shown on a terminal that has nothing else to show.
    pub(crate) fn new(input_len: Option<u64>, has_terminal_to_itself: bool) -> Self {
        let shown = has_terminal_to_itself && io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(input_len, target);
        let template = match input_len {
            Some(_) => "{bar:30} {percent}% {msg}, {eta} left",
            None => "{spinner} {msg}",
        };
        bar.set_style(ProgressStyle::with_template(template).expect("the template has its braces in pairs"));
        Self { bar, started: Instant::now() }
    }

    /// Says something without tearing the bar.
    pub(crate) fn suspend(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    pub(crate) fn advance(&self, read: u64, tally: &Tally) {
        if !self.bar.is_hidden() {
            self.bar.inc(read);
            self.bar.set_message(format!(
                "{} lines, {} a second",
                tally.lines,
                rate(tally.lines, self.started.elapsed())
            ));
        }
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
