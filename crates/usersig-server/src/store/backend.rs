//! The store's file, with a count of the times it was written to the disk.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use redb::StorageBackend;

/// A file that redb reads and writes. `Database` holds the lock, so that the file can be opened again after an error.
#[derive(Debug)]
pub(crate) struct CountingFile {
    file: File,
    syncs: Arc<AtomicU64>,
}

impl CountingFile {
    pub(crate) fn new(file: File, syncs: Arc<AtomicU64>) -> Self {
        Self { file, syncs }
    }
}

impl StorageBackend for CountingFile {
    fn len(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read_exact_at(out, offset)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.file.sync_data()?;
        self.syncs.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.file.write_all_at(data, offset)
    }
}
