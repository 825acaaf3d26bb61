//! Threads that take chunks of lines and hand in the answers.

use std::io::Read;
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::{iter, mem};

use anyhow::{Context, anyhow};
use memchr::memchr_iter;
use usersig::Cause;

use crate::batch::chunks::{self, Chunks, Content};
use crate::batch::desk::{Answers, Desk, Ending};
use crate::batch::interrupt;
use crate::batch::job::Job;
use crate::batch::progress::Progress;
use crate::batch::tally::Tally;
use crate::destination::Destination;

/// Where lines come from and answers go.
pub(crate) struct Run<R> {
    pub(crate) chunks: Chunks<R>,
    pub(crate) destination: Destination,
    pub(crate) progress: Progress,
    pub(crate) lines_before: u64,
    pub(crate) stops_at_bad_line: bool,
}

impl<R: Read + Send + 'static> Run<R> {
    /// Answers every line, in order. Each thread holds one chunk and its answers, so that memory is bounded.
    pub(crate) fn answer_all(self, job: impl Job) -> anyhow::Result<(Ending, Tally)> {
        // Twice as many as can run: while some wait for their turn others work.
        let workers = thread::available_parallelism().map_or(1, NonZero::get) * 2;
        let desk = Arc::new(
            Desk::new(self.destination, self.progress, self.lines_before, workers)
                .stopping_at_bad_line(self.stops_at_bad_line),
        );
        let source = Arc::new(Mutex::new(Source { chunks: self.chunks, turn: 0 }));
        let job = Arc::new(job);
        interrupt::watch(&desk)?;
        for _ in 0..workers {
            let (desk, source, job) = (Arc::clone(&desk), Arc::clone(&source), Arc::clone(&job));
            // Nobody joins them: at the end one may still wait for input, which may never come.
            thread::Builder::new().spawn(move || work(&desk, &source, &*job)).context("cannot start a thread")?;
        }
        Ok(desk.close(|ending| matches!(ending, Ending::Done)))
    }
}

struct Source<R> {
    chunks: Chunks<R>,
    turn: u64,
}

/// Tells the desk when the thread ends, however it does.
struct Presence<'a>(&'a Desk);

impl Drop for Presence<'_> {
    fn drop(&mut self) {
        self.0.leave();
    }
}

fn work<R: Read>(desk: &Desk, source: &Mutex<Source<R>>, job: &impl Job) {
    let presence = Presence(desk);
    let (mut chunk, mut answers) = (Vec::with_capacity(chunks::MAX_LEN), Answers::default());
    while !desk.is_closed() {
        let (turn, content) = {
            let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
            let content = source.chunks.read(&mut chunk);
            source.turn += 1;
            (source.turn - 1, content)
        };
        match content {
            Ok(Some(content)) => {
                answers.answer(content, &chunk, job, desk.stops_at_bad_line());
                desk.hand_in(turn, Ok(&answers));
            }
            Ok(None) => break,
            Err(error) => desk.hand_in(turn, Err(anyhow!(error).context("cannot read the input"))),
        }
    }
    drop(presence);
}

impl Answers {
    /// Answers the lines of a chunk, in the place of what was there.
    fn answer(&mut self, content: Content, chunk: &[u8], job: &impl Job, stops_at_bad_line: bool) {
        self.text.clear();
        self.bad_lines.clear();
        self.tally = Tally::default();
        self.read = chunk.len() as u64;
        if content == Content::TooLong {
            return self.bad_line(anyhow!("the line is longer than {} bytes", chunks::MAX_LEN), job);
        }
        for line in lines(chunk) {
            let answered = self.text.len();
            match answer(line, job, &mut self.text) {
                Ok(judgement) => self.tally.count(judgement),
                Err(reason) => {
                    self.text.truncate(answered);
                    self.bad_line(reason, job);
                    if stops_at_bad_line {
                        return;
                    }
                }
            }
        }
    }

    #[expect(clippy::needless_pass_by_value, reason = "the reason ends here")]
    fn bad_line(&mut self, reason: anyhow::Error, job: &impl Job) {
        self.bad_lines.push((self.tally.lines, format!("{reason:#}")));
        self.tally.count_bad_line();
        job.answer_bad_line(&mut self.text);
    }
}

/// Each line with its end, which the last may lack.
fn lines(chunk: &[u8]) -> impl Iterator<Item = &[u8]> {
    let ends = memchr_iter(b'\n', chunk).map(|at| at + 1).chain(iter::once(chunk.len()));
    ends.scan(0, |start, end| Some(&chunk[mem::replace(start, end)..end])).filter(|line| !line.is_empty())
}

fn answer(line: &[u8], job: &impl Job, out: &mut String) -> anyhow::Result<Option<Cause>> {
    let line = str::from_utf8(line).context("the line is not UTF-8")?;
    let line = line.strip_suffix('\n').unwrap_or(line);
    job.answer(line.strip_suffix('\r').unwrap_or(line), out)
}
