//! The output of a batch, and the counts and reports about its lines.

use std::mem;

use anyhow::Context;

use crate::batch::bad_lines::BadLines;
use crate::batch::chunk_result::ChunkResult;
use crate::batch::doubts::DoubtfulLines;
use crate::batch::progress::Progress;
use crate::batch::tally::Tally;
use crate::output::destination::Destination;
use crate::output::message;

pub(crate) struct Output {
    destination: Destination,
    progress: Progress,
    lines_before: u64,
    tally: Tally,
    bad_lines: BadLines,
    doubtful_lines: DoubtfulLines,
}

impl Output {
    /// Lines are numbered from the one after `lines_before`.
    pub(crate) fn new(destination: Destination, progress: Progress, lines_before: u64) -> Self {
        Self {
            destination,
            progress,
            lines_before,
            tally: Tally::default(),
            bad_lines: BadLines::default(),
            doubtful_lines: DoubtfulLines::default(),
        }
    }

    /// Writes the results of the next chunk.
    pub(crate) fn write(&mut self, result: &ChunkResult) -> anyhow::Result<()> {
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

    /// Reports the lines that were not reported yet. Returns the place that was written to, and the counts. Nothing more is
    /// written.
    pub(crate) fn close(&mut self) -> (Destination, Tally) {
        self.progress.finish();
        self.bad_lines.sentences().iter().for_each(message::say);
        self.doubtful_lines.sentences().for_each(message::warn);
        (mem::replace(&mut self.destination, Destination::Closed), mem::take(&mut self.tally))
    }
}
