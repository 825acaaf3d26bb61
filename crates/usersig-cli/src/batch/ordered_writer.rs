//! Writes the results of many workers in the order of the input.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::{iter, mem};

use anyhow::{Context, anyhow};

use crate::batch::bad_lines::BadLines;
use crate::batch::chunk_result::ChunkResult;
use crate::batch::doubts::DoubtfulLines;
use crate::batch::progress::Progress;
use crate::batch::tally::Tally;
use crate::output::destination::Destination;
use crate::output::message;

/// The end of a batch.
#[derive(Debug)]
pub(crate) enum Ending {
    /// All lines were read.
    Done,
    /// Reading or writing failed.
    Failed(anyhow::Error),
    /// The person interrupted the batch.
    Interrupted,
    /// The first bad line stopped the batch, as `--fail-fast` asks.
    StoppedAtBadLine,
}

/// Takes the results of chunks by their sequence number. Results are whole lines and are written before the next chunk's.
pub(crate) struct OrderedWriter {
    state: Mutex<State>,
    /// Wakes the thread that waits for the end.
    changed: Condvar,
    /// Wakes the worker whose chunk comes next. Each worker holds one chunk, so no two wait at the same place. If every chunk
    /// woke all workers, most of them would only find that it is not their turn.
    turns: Box<[Condvar]>,
    stops_at_bad_line: bool,
}

struct State {
    lines_before: u64,
    next: u64,
    workers: usize,
    destination: Destination,
    progress: Progress,
    tally: Tally,
    bad_lines: BadLines,
    doubtful_lines: DoubtfulLines,
    ending: Option<Ending>,
}

impl OrderedWriter {
    /// Starts for this many workers. Lines are numbered from the one after `lines_before`.
    pub(crate) fn new(destination: Destination, progress: Progress, lines_before: u64, workers: usize) -> Self {
        let state = State {
            lines_before,
            next: 0,
            workers,
            destination,
            progress,
            tally: Tally::default(),
            bad_lines: BadLines::default(),
            doubtful_lines: DoubtfulLines::default(),
            ending: None,
        };
        let turns = iter::repeat_with(Condvar::new).take(workers).collect();
        Self { state: Mutex::new(state), changed: Condvar::new(), turns, stops_at_bad_line: false }
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

    /// Waits until all earlier chunks are written and writes this one. After the end results are dropped.
    pub(crate) fn submit(&self, sequence: u64, result: anyhow::Result<&ChunkResult>) {
        let not_yet = |state: &mut State| state.next != sequence && state.ending.is_none();
        let turn = self.turn_of(sequence);
        let mut state = turn.wait_while(self.lock(), not_yet).unwrap_or_else(PoisonError::into_inner);
        if state.ending.is_some() {
            return;
        }
        let written = result.and_then(|result| state.write(result));
        state.next += 1;
        match written {
            Err(error) => state.ending = Some(Ending::Failed(error)),
            Ok(()) if self.stops_at_bad_line && state.tally.bad_lines > 0 => {
                state.ending = Some(Ending::StoppedAtBadLine);
            }
            Ok(()) => {}
        }
        if state.ending.is_some() {
            self.wake_all();
        } else {
            self.turn_of(state.next).notify_one();
        }
    }

    fn turn_of(&self, sequence: u64) -> &Condvar {
        let place = sequence % self.turns.len() as u64;
        &self.turns[usize::try_from(place).expect("there are few workers")]
    }

    fn wake_all(&self) {
        self.turns.iter().chain([&self.changed]).for_each(Condvar::notify_all);
    }

    /// A worker's thread ends, perhaps by a panic.
    pub(crate) fn worker_ended(&self) {
        let mut state = self.lock();
        state.workers -= 1;
        if thread::panicking() {
            state.ending.get_or_insert(Ending::Failed(anyhow!("a worker of the batch failed")));
        }
        self.wake_all();
    }

    /// Ends the batch between two lines.
    #[cfg_attr(not(unix), expect(dead_code, reason = "interrupts are a matter of Unix"))]
    pub(crate) fn interrupt(&self) {
        self.lock().ending.get_or_insert(Ending::Interrupted);
        self.wake_all();
    }

    /// Waits for the end, reports the lines that were not reported yet, and puts the output file in its place if `keeps`
    /// says so.
    pub(crate) fn finish(&self, keeps: impl FnOnce(&Ending, &Tally) -> bool) -> (Ending, Tally) {
        let is_open = |state: &mut State| state.workers > 0 && state.ending.is_none();
        let mut state = self.changed.wait_while(self.lock(), is_open).unwrap_or_else(PoisonError::into_inner);
        state.progress.finish();
        state.bad_lines.sentences().iter().for_each(message::say);
        state.doubtful_lines.sentences().for_each(message::warn);
        let ending = state.ending.replace(Ending::Interrupted).unwrap_or(Ending::Done);
        let destination = mem::replace(&mut state.destination, Destination::Closed);
        let tally = mem::take(&mut state.tally);
        if keeps(&ending, &tally)
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
    fn write(&mut self, result: &ChunkResult) -> anyhow::Result<()> {
        let lines_before = self.lines_before + self.tally.lines;
        for (line, reason) in &result.bad_lines {
            if let Some(report) = self.bad_lines.add(lines_before + line + 1, reason) {
                self.progress.suspend(|| message::say(report));
            }
        }
        self.doubtful_lines.append(&result.doubtful_lines, lines_before);
        self.destination.write_lines(result.answers.text().as_bytes()).context("cannot write the output")?;
        self.tally.add(&result.tally);
        self.progress.advance(result.read, &self.tally);
        Ok(())
    }
}
