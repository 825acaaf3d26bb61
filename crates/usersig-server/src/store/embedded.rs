//! Revocations in a file of this machine. Reads see the last commit and never wait for a write.

use std::future::ready;
use std::path::Path;
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use usersig::UnixTime;

use crate::store::changes::SWEEP_LEN;
use crate::store::database::{DataDir, Snapshot};
use crate::store::interface::{
    Admission, Answer, Failures, Health, Revocation, Revoked, Standing, Store, StoreFailed, Visit,
};
use crate::store::local_limits::LocalLimits;
use crate::store::writer::{self, Change};
use crate::words::account::Account;
use crate::words::moment::{Clock, Moment};
use crate::words::rate::Rate;

/// The wait for the last write. The process ends within 5 seconds of SIGTERM, and most of them belong to the requests.
const CLOSE_WITHIN: Duration = Duration::from_millis(500);

/// The store of one node.
pub(crate) struct Embedded {
    changes: SyncSender<Change>,
    data_dir: Arc<DataDir>,
    limits: LocalLimits,
    snapshot: Arc<Snapshot>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

impl Embedded {
    /// Opens the store in a directory. An entry is kept for `retention` after its valid-after time.
    pub(crate) fn open(path: &Path, retention: Duration, clock: Clock) -> anyhow::Result<Self> {
        let (data_dir, snapshot) = (Arc::new(DataDir::lock(path)?), Arc::new(Snapshot::default()));
        let (changes, writer) = writer::start(Arc::clone(&data_dir), Arc::clone(&snapshot), retention, clock)?;
        let writer = Mutex::new(Some(writer));
        Ok(Self { changes, data_dir, limits: LocalLimits::new(), snapshot, writer })
    }

    /// Hands a change to the writer and waits for its result.
    fn change<'a, T: Send + 'a>(
        &'a self,
        change: impl FnOnce(oneshot::Sender<Result<T, StoreFailed>>) -> Change,
    ) -> Answer<'a, Result<T, StoreFailed>> {
        let (done, result) = oneshot::channel();
        let sent = self.changes.try_send(change(done)).map_err(|_| StoreFailed);
        Box::pin(async move {
            sent?;
            result.await.unwrap_or(Err(StoreFailed))
        })
    }
}

impl Store for Embedded {
    fn visit<'a>(&'a self, visit: Visit<'a>) -> Answer<'a, Admission> {
        let admission = match self.limits.visit(&visit) {
            Ok(()) => {
                let revoked = match self.snapshot.valid_after(&visit.account) {
                    Ok(valid_after) => valid_after.map_or(Revoked::Never, Revoked::At),
                    Err(StoreFailed) => Revoked::Unknown,
                };
                Admission::Admitted(Standing { now: visit.moment.wall, revoked })
            }
            Err(limited) => Admission::Limited(limited),
        };
        Box::pin(ready(admission))
    }

    fn revoke(&self, account: Account, moment: Moment) -> Answer<'_, Result<Revocation, StoreFailed>> {
        self.change(|done| Change::Revoke { account, now: moment.wall, done })
    }

    fn count_failure(&self, account: Account, rate: Rate, moment: Moment) -> Answer<'_, Failures> {
        Box::pin(ready(self.limits.count_failure(account, rate, moment)))
    }

    fn sweep(&self, now: UnixTime) -> Answer<'_, Result<(), StoreFailed>> {
        Box::pin(async move {
            while self.change(|done| Change::Sweep { now, done }).await? == SWEEP_LEN {}
            Ok(())
        })
    }

    fn health(&self) -> Answer<'_, Result<Health, StoreFailed>> {
        Box::pin(ready(self.data_dir.size(&self.snapshot).map(Health::Local)))
    }

    fn close(&self) {
        // If the queue is full or the disk is slow, the thread ends with the process. Every answered revocation is on the disk
        // already.
        if self.changes.try_send(Change::Close).is_ok()
            && let Some(writer) = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take()
        {
            let start = Instant::now();
            while !writer.is_finished() && start.elapsed() < CLOSE_WITHIN {
                thread::sleep(Duration::from_millis(5));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use usersig::{Identifier, SdkAppId};

    use super::*;

    fn open() -> (tempfile::TempDir, Embedded) {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Embedded::open(folder.path(), Duration::from_secs(3600), Clock::start()).unwrap();
        (folder, store)
    }

    fn revoke(store: &Embedded, user: &str) -> oneshot::Receiver<Result<Revocation, StoreFailed>> {
        let account = Account { sdk_app_id: SdkAppId::new(1).unwrap(), identifier: Identifier::new(user).unwrap() };
        let (done, result) = oneshot::channel();
        store.changes.send(Change::Revoke { account, now: UnixTime::from_secs(1_700_000_000), done }).unwrap();
        result
    }

    #[test]
    fn a_writer_without_work_is_closed_at_once() {
        let (_folder, store) = open();
        revoke(&store, "alice").blocking_recv().unwrap().unwrap();
        let start = Instant::now();
        store.close();
        assert!(start.elapsed() < CLOSE_WITHIN / 2, "{:?}", start.elapsed());
    }

    /// A reader that keeps the previous state keeps the writer from finishing, as a slow disk does.
    #[test]
    fn a_writer_that_does_not_finish_delays_the_end_by_half_a_second() {
        let (_folder, store) = open();
        let reader = store.snapshot.hold();
        let result = revoke(&store, "alice");
        let start = Instant::now();
        store.close();
        let took = start.elapsed();
        assert!((CLOSE_WITHIN..CLOSE_WITHIN + Duration::from_millis(400)).contains(&took), "{took:?}");
        drop(reader);
        // The revocation was on the disk, and its answer comes when the writer goes on.
        result.blocking_recv().unwrap().unwrap();
    }
}
