//! The thread that changes the store. It writes all revocations that wait to the disk together, because one write to the
//! disk costs as much for a hundred of them as for one.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::Context;
use redb::WriteTransaction;
use tokio::sync::oneshot;
use usersig::UnixTime;

use crate::store::changes;
use crate::store::database::{self, Access, DataDir, Database, Snapshot};
use crate::store::interface::{Revocation, StoreFailed};
use crate::words::account::Account;
use crate::words::moment::Clock;

/// Changes that wait. One more is refused, because the disk is too slow.
const QUEUE_LEN: usize = 1024;

/// A change, and where its result goes. The receiver may be gone, because a client can close its connection.
pub(crate) enum Change {
    Close,
    Revoke {
        account: Account,
        now: UnixTime,
        done: oneshot::Sender<Result<Revocation, StoreFailed>>,
    },
    /// Forgets at most `SWEEP_LEN` entries and returns their number, so that revocations wait only for these.
    Sweep {
        now: UnixTime,
        done: oneshot::Sender<Result<usize, StoreFailed>>,
    },
}

/// Starts the thread.
pub(crate) fn start(
    data_dir: Arc<DataDir>,
    snapshot: Arc<Snapshot>,
    retention: Duration,
    clock: Clock,
) -> anyhow::Result<(SyncSender<Change>, JoinHandle<()>)> {
    let database = first_open(&data_dir, &snapshot)?;
    let (sender, changes) = sync_channel(QUEUE_LEN);
    let writer = Writer { data_dir, snapshot, retention, clock, database: Some(database) };
    let thread = thread::Builder::new().name("store".to_owned()).spawn(move || writer.run(&changes))?;
    Ok((sender, thread))
}

/// Opens the store for the first time. A service that starts on a full disk does the same as one that runs on it.
fn first_open(data_dir: &DataDir, snapshot: &Snapshot) -> anyhow::Result<Database> {
    let error = match publish(data_dir.open(), snapshot) {
        Ok(database) => return Ok(database),
        Err(error) => error,
    };
    if !database::is_full(&error) {
        return Err(error.into());
    }
    // Without a store there is nothing to read.
    let opened = publish(data_dir.open_read_only(), snapshot);
    let database = opened.map_err(|_| error).context("there is no space for a new store")?;
    tracing::error!("the disk is full, so no revocation is accepted until there is space");
    Ok(database)
}

/// Shows a database to readers.
fn publish(opened: Result<Database, redb::Error>, snapshot: &Snapshot) -> Result<Database, redb::Error> {
    let database = opened?;
    database.publish(snapshot)?;
    Ok(database)
}

struct Writer {
    data_dir: Arc<DataDir>,
    snapshot: Arc<Snapshot>,
    retention: Duration,
    clock: Clock,
    /// Opened for reading only after an error. `None` if even that failed.
    database: Option<Database>,
}

impl Writer {
    fn run(mut self, changes: &Receiver<Change>) {
        while let Ok(first) = changes.recv() {
            let mut group = vec![first];
            group.extend(changes.try_iter().take(QUEUE_LEN));
            if self.handle(group) == Next::Close {
                break;
            }
        }
    }

    fn handle(&mut self, group: Vec<Change>) -> Next {
        let (mut next, mut revocations, mut sweeps) = (Next::Wait, Vec::new(), Vec::new());
        for change in group {
            match change {
                Change::Close => next = Next::Close,
                Change::Revoke { account, now, done } => revocations.push((account, now, done)),
                Change::Sweep { now, done } => sweeps.push((now, done)),
            }
        }
        if !revocations.is_empty() {
            let accounts: Vec<Account> = revocations.iter().map(|(account, ..)| *account).collect();
            let now = self.now(revocations.iter().map(|(_, now, _)| *now));
            let stored = self.change(|transaction| changes::revoke(transaction, &accounts, now));
            for (account, _, done) in revocations {
                let result = stored.as_ref().map_err(|failed| *failed).map(|stored| stored[&account]);
                let _ = done.send(result);
            }
        }
        for (now, done) in sweeps {
            let _ = done.send(self.sweep(now));
        }
        next
    }

    fn sweep(&mut self, now: UnixTime) -> Result<usize, StoreFailed> {
        let retention = self.retention;
        self.change(|transaction| changes::forget(transaction, retention, now))
    }

    /// The time of a group. Tickets may have been signed while it waited for the group before it, so the clock is read again.
    fn now(&self, times: impl Iterator<Item = UnixTime>) -> UnixTime {
        let latest = times.max().unwrap_or(UnixTime::from_secs(0));
        self.clock.now().map_or(latest, |moment| moment.wall.max(latest))
    }

    /// Commits a change and shows it to readers.
    fn change<T>(&mut self, make: impl FnOnce(&WriteTransaction) -> Result<T, redb::Error>) -> Result<T, StoreFailed> {
        if self.database.as_ref().is_none_or(|database| database.access() == Access::ReadOnly) {
            self.open_again()?;
        }
        let database = self.database.as_ref().ok_or(StoreFailed)?;
        changes::commit(database, &self.snapshot, make).map_err(|error| {
            tracing::error!(%error, "the store cannot be written, so no revocation is accepted");
            self.open_read_only();
            StoreFailed
        })
    }

    /// Opens the file for writing. If this fails, readers keep the state that they have.
    fn open_again(&mut self) -> Result<(), StoreFailed> {
        let database = publish(self.data_dir.open(), &self.snapshot).map_err(|error| {
            tracing::error!(%error, "the store cannot be written yet");
            StoreFailed
        })?;
        tracing::info!("the store can be written again");
        self.database = Some(database);
        Ok(())
    }

    /// After a failed write redb does not even read. The file has the last commit, which a full disk does not change.
    fn open_read_only(&mut self) {
        match publish(self.data_dir.open_read_only(), &self.snapshot) {
            Ok(database) => self.database = Some(database),
            Err(error) => {
                tracing::error!(%error, "the store cannot be read");
                database::withdraw(&self.snapshot);
                self.database = None;
            }
        }
    }
}

#[derive(PartialEq, Eq)]
enum Next {
    Close,
    Wait,
}

#[cfg(test)]
mod tests;
