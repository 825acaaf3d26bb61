//! The file of the embedded store, open for writing, and the latest state for readers.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};
use arc_swap::ArcSwapOption;
use redb::{Builder, ReadOnlyTable, ReadableDatabase, ReadableTableMetadata, StorageBackend};
use usersig::UnixTime;

use crate::store::backend::CountingFile;
use crate::store::interface::{Size, StoreFailed};
use crate::store::key::{self, AccountKey, BY_TIME, REVOCATIONS};
use crate::store::overlay::Overlay;
use crate::words::account::Account;

/// Memory for pages of the file. Pages beyond it are read from the operating system's cache.
const CACHE_BYTES: usize = 32 << 20;

/// The state that readers see: the result of the last commit.
///
/// A reader takes it without a lock. The writer replaces it after each commit and before it answers, so that a request
/// that starts after a revocation was answered sees the revocation.
#[derive(Default)]
pub(crate) struct Snapshot {
    revocations: ArcSwapOption<ReadOnlyTable<&'static [u8], u64>>,
    is_read_only: AtomicBool,
}

impl Snapshot {
    pub(crate) fn valid_after(&self, account: &Account) -> Result<Option<UnixTime>, StoreFailed> {
        let revocations = self.revocations.load();
        let table = revocations.as_ref().ok_or(StoreFailed)?;
        let entry = table.get(AccountKey::of(account).as_bytes()).map_err(|error| {
            tracing::error!(%error, "the store cannot be read");
            StoreFailed
        })?;
        Ok(entry.map(|entry| key::time(entry.value())))
    }

    /// The state as a reader holds it.
    #[cfg(test)]
    pub(crate) fn hold(&self) -> impl Drop + use<> {
        self.revocations.load_full().expect("the store is open")
    }

    fn len(&self) -> Result<u64, StoreFailed> {
        self.revocations.load().as_ref().and_then(|table| table.len().ok()).ok_or(StoreFailed)
    }
}

/// The data directory, which one process at a time may use.
pub(crate) struct DataDir {
    path: PathBuf,
    syncs: Arc<AtomicU64>,
    _lock: File,
}

impl DataDir {
    /// Creates the directory if needed, and locks it.
    pub(crate) fn lock(path: &Path) -> anyhow::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(path).context("the data directory cannot be created")?;
        let options = File::options().create(true).truncate(false).write(true).mode(0o600).clone();
        let lock = options.open(path.join("lock")).context("the data directory cannot be written")?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), syncs: Arc::default(), _lock: lock }),
            Err(TryLockError::WouldBlock) => bail!("another process uses the data directory"),
            Err(TryLockError::Error(error)) => Err(error).context("the data directory cannot be locked"),
        }
    }

    fn file(&self) -> PathBuf {
        self.path.join("revocations.redb")
    }

    /// The number of revocations, the size of the file and the number of times it was written to the disk.
    pub(crate) fn size(&self, snapshot: &Snapshot) -> Result<Size, StoreFailed> {
        let bytes = fs::metadata(self.file()).map_err(|_| StoreFailed)?.len();
        let syncs = self.syncs.load(Ordering::Relaxed);
        let is_read_only = snapshot.is_read_only.load(Ordering::Relaxed);
        Ok(Size { revocations: snapshot.len()?, bytes, syncs, is_read_only })
    }

    /// Opens the file and repairs it if the process that wrote it was killed.
    pub(crate) fn open(&self) -> Result<Database, redb::Error> {
        let mut options = File::options();
        let file = options.create(true).truncate(false).read(true).write(true).mode(0o600).open(self.file())?;
        // The name of a new file is written to the disk with its directory.
        File::open(&self.path)?.sync_all()?;
        let database = build(CountingFile::new(file, Arc::clone(&self.syncs)))?;
        // A write needs space on the disk, which may be full.
        if !has_tables(&database) {
            let transaction = database.begin_write()?;
            transaction.open_table(REVOCATIONS)?;
            transaction.open_table(BY_TIME)?;
            transaction.commit()?;
        }
        Ok(Database { database, access: Access::ReadWrite })
    }

    /// Opens the file for reading without writing to the disk.
    pub(crate) fn open_read_only(&self) -> Result<Database, redb::Error> {
        let database = build(Overlay::new(File::open(self.file())?)?)?;
        Ok(Database { database, access: Access::ReadOnly })
    }
}

/// Whether there is no space for a write, so that reading may still work.
pub(crate) fn is_full(error: &redb::Error) -> bool {
    let is_full = |kind| matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge);
    matches!(error, redb::Error::Io(error) if is_full(error.kind()))
}

fn build(backend: impl StorageBackend) -> Result<redb::Database, redb::DatabaseError> {
    Builder::new().set_cache_size(CACHE_BYTES).create_with_backend(backend)
}

fn has_tables(database: &redb::Database) -> bool {
    database
        .begin_read()
        .is_ok_and(|transaction| transaction.open_table(REVOCATIONS).is_ok() && transaction.open_table(BY_TIME).is_ok())
}

/// The open file.
pub(crate) struct Database {
    database: redb::Database,
    access: Access,
}

/// The use of an open file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Nothing can be stored, because a write failed.
    ReadOnly,
    ReadWrite,
}

impl Database {
    /// Starts a change. It is on the disk when its `commit` returns, and a crash during it leaves the state before it.
    pub(crate) fn begin(&self) -> Result<redb::WriteTransaction, redb::Error> {
        let mut transaction = self.database.begin_write()?;
        // Stores what a repair after kill -9 would have to compute from the whole file.
        transaction.set_quick_repair(true);
        Ok(transaction)
    }

    pub(crate) const fn access(&self) -> Access {
        self.access
    }

    /// Lets readers see the last commit, and waits until none of them uses the state before it.
    pub(crate) fn publish(&self, snapshot: &Snapshot) -> Result<(), redb::Error> {
        let table = self.database.begin_read()?.open_table(REVOCATIONS)?;
        snapshot.is_read_only.store(self.access == Access::ReadOnly, Ordering::Relaxed);
        let previous = snapshot.revocations.swap(Some(Arc::new(table)));
        // The pages of a state that was opened for reading only are not protected from the next commit.
        while previous.as_ref().is_some_and(|previous| Arc::strong_count(previous) > 1) {
            thread::sleep(Duration::from_micros(100));
        }
        Ok(())
    }
}

/// Lets readers see an error instead of a state that may be wrong.
pub(crate) fn withdraw(snapshot: &Snapshot) {
    snapshot.revocations.store(None);
}
