//! Shows a person how far a batch is.

use std::io::{self, IsTerminal};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::tally::{Tally, rate};

/// A progress bar on a terminal, otherwise nothing.
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    /// For an input of this many bytes, if that is known. The bar is shown if standard error is a terminal and nothing else
    /// uses it.
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

    /// Writes a message without damaging the bar.
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
