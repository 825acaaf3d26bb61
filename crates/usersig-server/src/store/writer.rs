//! The thread that changes the store. It writes all revocations that wait to the disk together, because one write to the
//! disk costs as much for a hundred of them as for one.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use redb::{ReadableTable, WriteTransaction};
use tokio::sync::oneshot;
use usersig::UnixTime;

use crate::store::database::{self, DataDir, Database, Snapshot};
use crate::store::interface::{Revocation, StoreFailed};
use crate::store::key::{self, AccountKey, BY_TIME, REVOCATIONS};
use crate::store::stamp;
use crate::words::account::Account;

/// Changes that wait. One more is refused, because the disk is too slow.
const QUEUE_LEN: usize = 1024;

/// Entries that one transaction forgets, so that revocations do not wait long for it.
const SWEEP_LEN: usize = 2000;

/// A change, and where its result goes. The receiver may be gone, because a client can close its connection.
pub(crate) enum Change {
    Close,
    Revoke { account: Account, now: UnixTime, done: oneshot::Sender<Result<Revocation, StoreFailed>> },
    Sweep { now: UnixTime, done: oneshot::Sender<Result<(), StoreFailed>> },
}

/// Starts the thread.
pub(crate) fn start(
    data_dir: Arc<DataDir>,
    snapshot: Arc<Snapshot>,
    retention: Duration,
) -> anyhow::Result<(SyncSender<Change>, JoinHandle<()>)> {
    let database = data_dir.open()?;
    database.publish(&snapshot)?;
    let (sender, changes) = sync_channel(QUEUE_LEN);
    let writer = Writer { data_dir, snapshot, retention, database: Some(database) };
    let thread = thread::Builder::new().name("store".to_owned()).spawn(move || writer.run(&changes))?;
    Ok((sender, thread))
}

struct Writer {
    data_dir: Arc<DataDir>,
    snapshot: Arc<Snapshot>,
    retention: Duration,
    /// `None` after an error, until the file was opened again.
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
            // The latest time of the group, so that no ticket is missed that was signed while the group waited.
            let now = revocations.iter().map(|(_, now, _)| *now).max().unwrap_or(UnixTime::from_secs(0));
            let stored = self.change(|transaction| revoke(transaction, &accounts, now));
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

    fn sweep(&mut self, now: UnixTime) -> Result<(), StoreFailed> {
        let retention = self.retention;
        while self.change(|transaction| forget(transaction, retention, now))? == SWEEP_LEN {}
        Ok(())
    }

    /// Commits a change and shows it to readers.
    fn change<T>(&mut self, make: impl FnOnce(&WriteTransaction) -> Result<T, redb::Error>) -> Result<T, StoreFailed> {
        let database = match self.database.take() {
            Some(database) => database,
            None => self.open_again()?,
        };
        match commit(&database, &self.snapshot, make) {
            Ok(value) => {
                self.database = Some(database);
                Ok(value)
            }
            Err(error) => {
                tracing::error!(%error, "the store cannot be written");
                database::withdraw(&self.snapshot);
                drop(database);
                // Readers need the last state at once, not only when somebody writes again.
                self.database = self.open_again().ok();
                Err(StoreFailed)
            }
        }
    }

    fn open_again(&self) -> Result<Database, StoreFailed> {
        let opened = self.data_dir.open().and_then(|database| {
            database.publish(&self.snapshot)?;
            Ok(database)
        });
        opened.map_err(|error| {
            tracing::error!(error = format!("{error:#}"), "the store cannot be opened again");
            StoreFailed
        })
    }
}

#[derive(PartialEq, Eq)]
enum Next {
    Close,
    Wait,
}

fn commit<T>(
    database: &Database,
    snapshot: &Snapshot,
    make: impl FnOnce(&WriteTransaction) -> Result<T, redb::Error>,
) -> Result<T, redb::Error> {
    let transaction = database.begin()?;
    let value = make(&transaction)?;
    transaction.commit()?;
    database.publish(snapshot)?;
    Ok(value)
}

fn revoke(
    transaction: &WriteTransaction,
    accounts: &[Account],
    now: UnixTime,
) -> Result<HashMap<Account, Revocation>, redb::Error> {
    let mut revocations = transaction.open_table(REVOCATIONS)?;
    let mut by_time = transaction.open_table(BY_TIME)?;
    let mut results = HashMap::new();
    for account in accounts {
        if results.contains_key(account) {
            continue;
        }
        let key = AccountKey::of(account);
        let previous = revocations.get(key.as_bytes())?.map(|entry| key::time(entry.value()));
        let result = match stamp::revocation_time(now, previous) {
            Ok(valid_after) => {
                if let Some(previous) = previous {
                    by_time.remove((previous.as_secs(), key.as_bytes()))?;
                }
                revocations.insert(key.as_bytes(), valid_after.as_secs())?;
                by_time.insert((valid_after.as_secs(), key.as_bytes()), ())?;
                Revocation::Stored { valid_after }
            }
            Err(ahead) => Revocation::Ahead(ahead),
        };
        results.insert(*account, result);
    }
    Ok(results)
}

/// Forgets the oldest revocations of which every accepted ticket has expired, and returns their number.
fn forget(transaction: &WriteTransaction, retention: Duration, now: UnixTime) -> Result<usize, redb::Error> {
    let mut revocations = transaction.open_table(REVOCATIONS)?;
    let mut by_time = transaction.open_table(BY_TIME)?;
    let mut forgotten = 0;
    while forgotten < SWEEP_LEN {
        let Some(oldest) = by_time.first()? else { break };
        let (valid_after, key) = oldest.0.value();
        let (valid_after, key) = (key::time(valid_after), key.to_vec());
        drop(oldest);
        if valid_after.saturating_add(retention) >= now {
            break;
        }
        by_time.remove((valid_after.as_secs(), key.as_slice()))?;
        revocations.remove(key.as_slice())?;
        forgotten += 1;
    }
    Ok(forgotten)
}

#[cfg(test)]
mod tests;
