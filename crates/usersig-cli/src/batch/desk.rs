//! Where the answers are handed in, in the order of the questions.

use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::{Context, anyhow};

use crate::batch::progress::Progress;
use crate::batch::tally::Tally;
use crate::destination::Destination;
use crate::{output, terminal};

/// The most characters of a reason that are told: it may repeat what stands in the line.
const MAX_REASON_LEN: usize = 200;

/// What a chunk came to.
#[derive(Default)]
pub(crate) struct Answers {
    pub(crate) text: String,
    pub(crate) tally: Tally,
    /// Lines, counted from 0 in the chunk, and what is wrong with them.
    pub(crate) bad_lines: Vec<(u64, String)>,
    /// How many bytes of input these are the answers to.
    pub(crate) read: u64,
}

/// How a batch came to its end.
#[derive(Debug)]
pub(crate) enum Ending {
    /// All lines were read.
    Done,
    /// Reading or writing failed.
    Failed(anyhow::Error),
    /// The person had enough.
    Interrupted,
    /// A line was bad, and the first was to be the last.
    StoppedAtBadLine,
}

/// One hands in at a time, each in turn. What is handed in is whole lines, and is written before the next.
pub(crate) struct Desk {
    state: Mutex<State>,
    changed: Condvar,
    stops_at_bad_line: bool,
}

struct State {
    lines_before: u64,
    turn: u64,
    workers: usize,
    destination: Destination,
    progress: Progress,
    tally: Tally,
    ending: Option<Ending>,
}

impl Desk {
    /// Opens for so many workers. Lines are counted from the one after `lines_before`.
    pub(crate) fn new(destination: Destination, progress: Progress, lines_before: u64, workers: usize) -> Self {
        let tally = Tally::default();
        let state = State { lines_before, turn: 0, workers, destination, progress, tally, ending: None };
        Self { state: Mutex::new(state), changed: Condvar::new(), stops_at_bad_line: false }
    }

    /// Ends the batch at the first bad line.
    pub(crate) const fn stopping_at_bad_line(mut self, stops: bool) -> Self {
        self.stops_at_bad_line = stops;
        self
    }

    pub(crate) const fn stops_at_bad_line(&self) -> bool {
        self.stops_at_bad_line
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.lock().ending.is_some()
    }

    /// Waits for the turn and hands in; what comes after the end is dropped.
    pub(crate) fn hand_in(&self, turn: u64, answers: anyhow::Result<&Answers>) {
        let not_yet = |state: &mut State| state.turn != turn && state.ending.is_none();
        let mut state = self.changed.wait_while(self.lock(), not_yet).unwrap_or_else(PoisonError::into_inner);
        if state.ending.is_some() {
            return;
        }
        let handed_in = answers.and_then(|answers| state.take(answers));
        state.turn += 1;
        match handed_in {
            Err(error) => state.ending = Some(Ending::Failed(error)),
            Ok(()) if self.stops_at_bad_line && state.tally.bad_lines > 0 => {
                state.ending = Some(Ending::StoppedAtBadLine);
            }
            Ok(()) => {}
        }
        self.changed.notify_all();
    }

    /// A worker goes home.
    pub(crate) fn leave(&self) {
        let mut state = self.lock();
        state.workers -= 1;
        if thread::panicking() {
            state.ending.get_or_insert(Ending::Failed(anyhow!("a worker of the batch failed")));
        }
        self.changed.notify_all();
    }

    /// Ends the batch between two lines.
    #[cfg_attr(not(unix), expect(dead_code, reason = "interrupts are a matter of Unix"))]
    pub(crate) fn interrupt(&self) {
        self.lock().ending.get_or_insert(Ending::Interrupted);
        self.changed.notify_all();
    }

    /// Waits for the end, and keeps a finished output.
    pub(crate) fn close(&self, keeps: impl FnOnce(&Ending) -> bool) -> (Ending, Tally) {
        let is_open = |state: &mut State| state.workers > 0 && state.ending.is_none();
        let mut state = self.changed.wait_while(self.lock(), is_open).unwrap_or_else(PoisonError::into_inner);
        state.progress.finish();
        let ending = state.ending.replace(Ending::Interrupted).unwrap_or(Ending::Done);
        let destination = mem::replace(&mut state.destination, Destination::Closed);
        let tally = mem::take(&mut state.tally);
        if keeps(&ending)
            && let Err(error) = destination.keep()
        {
            return (Ending::Failed(error), tally);
        }
        (ending, tally)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn take(&mut self, answers: &Answers) -> anyhow::Result<()> {
        let lines_before = self.lines_before + self.tally.lines;
        for (line, reason) in &answers.bad_lines {
            let reason = terminal::without_long_words(&terminal::sentence(reason));
            let reason: String = reason.chars().take(MAX_REASON_LEN).collect();
            self.progress.aside(|| output::say(format_args!("line {}: {reason}", lines_before + line + 1)));
        }
        self.destination.write_lines(answers.text.as_bytes()).context("cannot write the output")?;
        self.tally.add(&answers.tally);
        self.progress.advance(answers.read, &self.tally);
        Ok(())
    }
}
