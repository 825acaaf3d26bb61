//! Writes the results of many workers in the order of the input.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::anyhow;

use crate::batch::chunk_result::ChunkResult;
use crate::batch::ending::Ending;
use crate::batch::output::Output;
use crate::batch::tally::Tally;

/// Takes the results of chunks by their sequence number. Results are whole lines and are written before the next chunk's.
///
/// A worker leaves its results here and goes on, because a worker that waits for an earlier chunk leaves its CPU idle. The
/// worker that brings the next chunk writes it, and then every chunk after it that is there. Only one worker writes at a
/// time, so the order holds.
pub(crate) struct OrderedWriter {
    /// Never locked while something is written.
    queue: Mutex<Queue>,
    /// Wakes the thread that waits for the end.
    ended: Condvar,
    /// Wakes the workers that wait because too many results are left here.
    has_room: Condvar,
    output: Mutex<Output>,
    /// The first bad line ends the batch.
    pub(crate) stops_at_bad_line: bool,
}

struct Queue {
    /// The chunk to write next, or the one that is written now.
    next: u64,
    is_writing: bool,
    /// Results that are not written yet.
    waiting: BTreeMap<u64, anyhow::Result<ChunkResult>>,
    most_waiting: usize,
    /// Results that were written. Their memory is used again.
    written: Vec<ChunkResult>,
    workers: usize,
    ending: Option<Ending>,
}

impl Queue {
    /// The next result, if it is there and no worker writes.
    fn take_next(&mut self) -> Option<anyhow::Result<ChunkResult>> {
        if self.is_writing || self.ending.is_some() {
            return None;
        }
        let result = self.waiting.remove(&self.next)?;
        self.is_writing = true;
        Some(result)
    }

    /// The first ending counts.
    fn end(&mut self, ending: Ending) {
        self.ending.get_or_insert(ending);
    }
}

impl OrderedWriter {
    /// Starts for this many workers.
    pub(crate) fn new(output: Output, workers: usize, stops_at_bad_line: bool) -> Self {
        let queue = Queue {
            next: 0,
            is_writing: false,
            waiting: BTreeMap::new(),
            most_waiting: workers,
            written: Vec::new(),
            workers,
            ending: None,
        };
        Self {
            queue: Mutex::new(queue),
            ended: Condvar::new(),
            has_room: Condvar::new(),
            output: Mutex::new(output),
            stops_at_bad_line,
        }
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.queue().ending.is_some()
    }

    /// Takes the results of a chunk, and returns others that are written already, so that their memory is used again. The
    /// worker of the next chunk never waits here, so the others go on in the end. After the end results are dropped.
    pub(crate) fn submit(&self, sequence: u64, result: anyhow::Result<ChunkResult>) -> ChunkResult {
        let is_full = |queue: &mut Queue| {
            queue.waiting.len() >= queue.most_waiting && queue.next != sequence && queue.ending.is_none()
        };
        let mut queue = self.has_room.wait_while(self.queue(), is_full).unwrap_or_else(PoisonError::into_inner);
        queue.waiting.insert(sequence, result);
        while let Some(result) = queue.take_next() {
            // Before the queue is free. Otherwise the end of the batch could close the output first.
            let mut output = self.output();
            drop(queue);
            let written = result.and_then(|result| output.write(&result).map(|()| result));
            drop(output);
            queue = self.queue();
            queue.is_writing = false;
            queue.next += 1;
            match written {
                Ok(result) => {
                    if self.stops_at_bad_line && result.tally.bad_lines > 0 {
                        queue.end(Ending::StoppedAtBadLine);
                    }
                    queue.written.push(result);
                }
                Err(error) => queue.end(Ending::Failed(error)),
            }
            if queue.ending.is_some() {
                self.ended.notify_all();
            }
            self.has_room.notify_all();
        }
        queue.written.pop().unwrap_or_default()
    }

    /// A worker's thread ends, perhaps by a panic.
    pub(crate) fn worker_ended(&self) {
        let mut queue = self.queue();
        queue.workers -= 1;
        if thread::panicking() {
            queue.end(Ending::Failed(anyhow!("a worker of the batch failed")));
        }
        self.wake_all();
    }

    /// Ends the batch between two lines.
    #[cfg_attr(not(unix), expect(dead_code, reason = "interrupts are a matter of Unix"))]
    pub(crate) fn interrupt(&self) {
        self.queue().end(Ending::Interrupted);
        self.wake_all();
    }

    fn wake_all(&self) {
        self.ended.notify_all();
        self.has_room.notify_all();
    }

    /// Waits for the end, reports the lines that were not reported yet, and puts the output file in its place if `keeps`
    /// says so.
    pub(crate) fn finish(&self, keeps: impl FnOnce(&Ending, &Tally) -> bool) -> (Ending, Tally) {
        let is_open = |queue: &mut Queue| queue.workers > 0 && queue.ending.is_none();
        let mut queue = self.ended.wait_while(self.queue(), is_open).unwrap_or_else(PoisonError::into_inner);
        let ending = queue.ending.replace(Ending::Interrupted).unwrap_or(Ending::Done);
        drop(queue);
        // A worker may still write. This waits for it.
        let (destination, tally) = self.output().close();
        if keeps(&ending, &tally)
            && let Err(error) = destination.keep()
        {
            return (Ending::Failed(error), tally);
        }
        (ending, tally)
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn output(&self) -> MutexGuard<'_, Output> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;
    use crate::batch::progress::Progress;
    use crate::output::destination::Destination;

    fn result(line: &str) -> ChunkResult {
        let mut result = ChunkResult::default();
        result.answers.incomplete.push_str(line);
        result.answers.complete();
        result
    }

    #[test]
    fn results_are_written_in_order_and_wait_while_an_earlier_one_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        let destination = Destination::Direct(fs::File::create(&path).unwrap());
        let writer = OrderedWriter::new(Output::new(destination, Progress::new(None, false), 0), 1, false);
        writer.submit(1, Ok(result("b")));
        thread::scope(|scope| {
            let full = scope.spawn(|| writer.submit(2, Ok(result("c"))));
            thread::sleep(Duration::from_millis(20));
            let waits = !full.is_finished() && fs::read(&path).unwrap().is_empty();
            writer.submit(0, Ok(result("a")));
            assert!(waits, "one result waits, and another has no room");
        });
        assert_eq!(fs::read(&path).unwrap(), b"abc");
    }
}
