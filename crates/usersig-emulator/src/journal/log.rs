//! The journal: the last entries, and a stream of new ones.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::sync::broadcast::{self, Receiver, Sender};
use usersig::SdkAppId;
use usersig_login::UnixMillis;

use crate::journal::entry::{Entry, Record};
use crate::journal::refusals::{RefusalReason, Refusals};

/// How many entries are kept: hours of a test suite.
pub(crate) const ENTRIES_KEPT: usize = 10_000;

/// How much memory the entries may take.
const WEIGHT_KEPT: usize = 8 << 20;

/// How many entries a reader of the stream may be behind. Beyond that it is disconnected.
const STREAM_LEN: usize = 1024;

/// The longest text of a request that an entry repeats.
const TEXT_KEPT: usize = 128;

/// The last entries. Above the bounds the earliest are forgotten.
#[derive(Debug)]
pub(crate) struct Journal {
    entries: VecDeque<Arc<Entry>>,
    weight: usize,
    next_id: u64,
    refusals: Refusals,
    stream: Sender<Arc<Entry>>,
}

/// Whom an entry is about.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct About<'a> {
    pub(crate) sdk_app_id: Option<SdkAppId>,
    pub(crate) user_id: Option<&'a str>,
}

impl Default for Journal {
    fn default() -> Self {
        let stream = broadcast::channel(STREAM_LEN).0;
        Self { entries: VecDeque::new(), weight: 0, next_id: 1, refusals: Refusals::default(), stream }
    }
}

impl Journal {
    pub(crate) fn note(&mut self, about: About<'_>, at: UnixMillis, record: Record) {
        let About { sdk_app_id, user_id } = about;
        let user_id = user_id.map(shortened);
        let entry = Arc::new(Entry { id: self.next_id, at, sdk_app_id, user_id, record });
        self.next_id += 1;
        // There may be no listener.
        drop(self.stream.send(Arc::clone(&entry)));
        self.keep(entry);
    }

    /// Notes a client that was refused, unless the journal has it already.
    pub(crate) fn note_refused(&mut self, at: UnixMillis, reason: RefusalReason, value: String, detail: String) {
        let earliest = self.entries.front().map_or(self.next_id, |entry| entry.id);
        if self.refusals.is_new(reason, &value, earliest, self.next_id) {
            self.note(About::default(), at, Record::Refused { reason, value, detail });
        }
    }

    fn keep(&mut self, entry: Arc<Entry>) {
        self.weight += entry.weight();
        self.entries.push_back(entry);
        while self.entries.len() > ENTRIES_KEPT || self.weight > WEIGHT_KEPT {
            let Some(earliest) = self.entries.pop_front() else { break };
            self.weight -= earliest.weight();
        }
    }

    /// The entries after the number `after`, the earliest first.
    pub(crate) fn after(&self, after: u64) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.range(self.entries.partition_point(|entry| entry.id <= after)..)
    }

    /// The entries that follow.
    pub(crate) fn subscribe(&self) -> Receiver<Arc<Entry>> {
        self.stream.subscribe()
    }

    pub(crate) const fn next_id(&self) -> u64 {
        self.next_id
    }

    /// Replaces everything by saved entries. Numbers go on, so that a reader of the stream never sees one twice. The stream
    /// ends, so that its readers read the journal anew.
    pub(crate) fn restore(&mut self, next_id: u64, entries: Vec<Entry>) {
        self.clear();
        self.stream = broadcast::channel(STREAM_LEN).0;
        self.next_id = self.next_id.max(next_id);
        for entry in entries {
            self.keep(Arc::new(entry));
        }
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.refusals.clear();
        self.weight = 0;
    }
}

/// A text of a request, cut to a bounded length.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(TEXT_KEPT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal_of(count: usize, text: &str) -> Journal {
        let mut journal = Journal::default();
        for _ in 0..count {
            journal.note(About::default(), UnixMillis::MAX, Record::control(text.to_owned()));
        }
        journal
    }

    #[test]
    fn the_journal_forgets_the_earliest_entries_above_its_bounds() {
        let journal = journal_of(ENTRIES_KEPT + 5, "x");
        assert_eq!(journal.entries.len(), ENTRIES_KEPT);
        assert_eq!(journal.after(0).next().map(|entry| entry.id), Some(6));
        let heavy = journal_of(100, &"x".repeat(WEIGHT_KEPT / 10));
        assert!(heavy.entries.len() < 10 && heavy.weight <= WEIGHT_KEPT, "{}", heavy.entries.len());
    }

    #[test]
    fn a_reader_continues_after_the_number_it_knows() {
        let journal = journal_of(10, "x");
        let ids: Vec<u64> = journal.after(7).map(|entry| entry.id).collect();
        assert_eq!(ids, [8, 9, 10]);
        assert_eq!(journal.after(u64::MAX - 1).count(), 0);
    }
}
