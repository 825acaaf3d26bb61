//! The store's file, opened for reading while the disk is full.
//!
//! redb repairs a file when it opens it, and a repair writes. These writes stay in memory, so that the last commit can be
//! read without any space on the disk. The file is not changed.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use redb::StorageBackend;

/// The unit in which changes are kept. The file and its changes are joined block by block.
const BLOCK: usize = 4096;

/// A repair writes the header and the lists of free pages. It needs far less than this many blocks, which are 64 MiB.
const MAX_BLOCKS: usize = 16 << 10;

/// A file with changes in memory.
#[derive(Debug)]
pub(crate) struct Overlay {
    file: File,
    changed: Mutex<Changed>,
}

#[derive(Debug)]
struct Changed {
    blocks: HashMap<u64, Box<[u8; BLOCK]>>,
    len: u64,
    /// The bytes of the file that count. It shrinks with `len`, so that bytes that were cut off do not come back.
    file_len: u64,
}

impl Overlay {
    pub(crate) fn new(file: File) -> io::Result<Self> {
        let len = file.metadata()?.len();
        Ok(Self { file, changed: Mutex::new(Changed { blocks: HashMap::new(), len, file_len: len }) })
    }

    fn lock(&self) -> MutexGuard<'_, Changed> {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a block of the file. Bytes after its end are zero.
    fn file_block(&self, block: u64, file_len: u64) -> io::Result<Box<[u8; BLOCK]>> {
        let mut bytes = Box::new([0; BLOCK]);
        let start = block * BLOCK as u64;
        let len = usize::try_from(file_len.saturating_sub(start)).unwrap_or(BLOCK).min(BLOCK);
        self.file.read_exact_at(&mut bytes[..len], start)?;
        Ok(bytes)
    }
}

impl StorageBackend for Overlay {
    fn len(&self) -> io::Result<u64> {
        Ok(self.lock().len)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let changed = self.lock();
        if end(offset, out.len())? > changed.len {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        for part in parts(offset, out.len()) {
            let bytes = match changed.blocks.get(&part.block) {
                Some(bytes) => &bytes[part.start..part.end],
                None => &self.file_block(part.block, changed.file_len)?[part.start..part.end],
            };
            out[part.at..part.at + bytes.len()].copy_from_slice(bytes);
        }
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut changed = self.lock();
        if len < changed.len {
            changed.file_len = changed.file_len.min(len);
            changed.blocks.retain(|block, _| block * (BLOCK as u64) < len);
            let cut = usize::try_from(len % BLOCK as u64).expect("a block is short");
            if let Some(last) = changed.blocks.get_mut(&(len / BLOCK as u64)) {
                last[cut..].fill(0);
            }
        }
        changed.len = len;
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut changed = self.lock();
        changed.len = changed.len.max(end(offset, data.len())?);
        for part in parts(offset, data.len()) {
            if !changed.blocks.contains_key(&part.block) {
                if changed.blocks.len() >= MAX_BLOCKS {
                    return Err(io::ErrorKind::StorageFull.into());
                }
                let bytes = self.file_block(part.block, changed.file_len)?;
                changed.blocks.insert(part.block, bytes);
            }
            let bytes = changed.blocks.get_mut(&part.block).expect("the block was just inserted");
            bytes[part.start..part.end].copy_from_slice(&data[part.at..part.at + (part.end - part.start)]);
        }
        Ok(())
    }
}

/// The bytes of one block within a longer piece.
struct Part {
    block: u64,
    start: usize,
    end: usize,
    /// Where they are in the piece.
    at: usize,
}

/// Cuts a piece at the ends of blocks.
fn parts(offset: u64, len: usize) -> impl Iterator<Item = Part> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let position = offset + at as u64;
        let start = usize::try_from(position % BLOCK as u64).expect("a block is short");
        let part = Part { block: position / BLOCK as u64, start, end: BLOCK.min(start + (len - at)), at };
        at += part.end - part.start;
        (part.end > part.start).then_some(part)
    })
}

fn end(offset: u64, len: usize) -> io::Result<u64> {
    u64::try_from(len).ok().and_then(|len| offset.checked_add(len)).ok_or_else(|| io::ErrorKind::InvalidInput.into())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn changes_are_read_back_and_the_file_keeps_its_bytes() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let original: Vec<u8> = (0..10_000_u32).map(|number| u8::try_from(number % 251).unwrap()).collect();
        file.write_all(&original).unwrap();
        let overlay = Overlay::new(File::open(file.path()).unwrap()).unwrap();
        let read = |offset, len| {
            let mut bytes = vec![0; len];
            overlay.read(offset, &mut bytes).map(|()| bytes)
        };
        assert_eq!(read(0, 10_000).unwrap(), original);
        let mut expected = original.clone();
        expected[4000..9000].fill(7);
        overlay.write(4000, &[7; 5000]).unwrap();
        assert_eq!(read(0, 10_000).unwrap(), expected);
        assert!(read(9999, 2).is_err());

        overlay.set_len(5000).unwrap();
        overlay.set_len(20_000).unwrap();
        expected.truncate(5000);
        expected.resize(20_000, 0);
        assert_eq!(read(0, 20_000).unwrap(), expected);
        overlay.write(30_000, b"end").unwrap();
        assert_eq!((overlay.len().unwrap(), read(30_000, 3).unwrap()), (30_003, b"end".to_vec()));
        assert_eq!(std::fs::read(file.path()).unwrap(), original);
    }
}
