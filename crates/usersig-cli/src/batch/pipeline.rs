//! Worker threads that read chunks of lines, process them and submit the results.

use std::io::Read;
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Context, anyhow};

use crate::batch::chunk_result::ChunkResult;
use crate::batch::chunks::{self, Chunks};
use crate::batch::ending::Ending;
use crate::batch::interrupt::Interrupts;
use crate::batch::job::Job;
use crate::batch::ordered_writer::OrderedWriter;
use crate::batch::output::Output;
use crate::batch::progress::Progress;
use crate::batch::tally::Tally;
use crate::output::destination::Destination;

/// The input and output of a batch.
pub(crate) struct Run<R> {
    pub(crate) chunks: Chunks<R>,
    pub(crate) destination: Destination,
    pub(crate) progress: Progress,
    pub(crate) lines_before: u64,
    pub(crate) stops_at_bad_line: bool,
    /// Whether an input without lines gives an output without lines.
    pub(crate) accepts_empty: bool,
    pub(crate) interrupts: Interrupts,
}

impl<R: Read + Send + 'static> Run<R> {
    /// Processes every line, in order. Each CPU has one worker with one chunk, and as many results wait, so memory is bounded.
    pub(crate) fn process(self, job: impl Job) -> anyhow::Result<(Ending, Tally)> {
        let workers = thread::available_parallelism().map_or(1, NonZero::get);
        let output = Output::new(self.destination, self.progress, self.lines_before);
        let writer = Arc::new(OrderedWriter::new(output, workers, self.stops_at_bad_line));
        let source = Arc::new(Mutex::new(Source { chunks: self.chunks, sequence: 0 }));
        let job = Arc::new(job);
        self.interrupts.end(&writer)?;
        for _ in 0..workers {
            let (writer, source, job) = (Arc::clone(&writer), Arc::clone(&source), Arc::clone(&job));
            // The threads are not joined: at the end one may still wait for input that never comes.
            thread::Builder::new().spawn(move || work(&writer, &source, &*job)).context("cannot start a thread")?;
        }
        // Lines without an answer would only replace an older file by nothing. Without lines, nothing is the right output.
        let is_wanted = |tally: &Tally| if tally.is_empty() { self.accepts_empty } else { tally.has_answers() };
        Ok(writer.finish(|ending, tally| matches!(ending, Ending::Done) && is_wanted(tally)))
    }
}

struct Source<R> {
    chunks: Chunks<R>,
    sequence: u64,
}

/// Reports the end of a worker's thread, also after a panic.
struct WorkerGuard<'a>(&'a OrderedWriter);

impl Drop for WorkerGuard<'_> {
    fn drop(&mut self) {
        self.0.worker_ended();
    }
}

fn work<R: Read>(writer: &OrderedWriter, source: &Mutex<Source<R>>, job: &impl Job) {
    let guard = WorkerGuard(writer);
    let (mut chunk, mut result) = (Vec::with_capacity(chunks::MAX_LEN), ChunkResult::default());
    while !writer.is_closed() {
        let (sequence, content) = {
            let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
            let content = source.chunks.read(&mut chunk);
            source.sequence += 1;
            (source.sequence - 1, content)
        };
        match content {
            Ok(Some(content)) => {
                result.process(content, &chunk, job, writer.stops_at_bad_line);
                result = writer.submit(sequence, Ok(result));
            }
            Ok(None) => break,
            Err(error) => {
                writer.submit(sequence, Err(anyhow!(error).context("cannot read the input")));
                break;
            }
        }
    }
    drop(guard);
}
