//! A key in a file or a pipe.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use anyhow::{Context, ensure};
use usersig::SecretKey;
use zeroize::Zeroizing;

use crate::input::standard_input;
#[cfg(unix)]
use crate::keys::access;
use crate::output::terminal;

/// The most bytes that are read: many times a key, and an end to a file that has none.
const MAX_LEN: usize = 4096;

/// Reads the key in the file, unless that is open to others.
pub(crate) fn read(path: &Path, named_by: &str) -> anyhow::Result<SecretKey> {
    let bytes = bytes(path, named_by)?;
    SecretKey::from_file(&bytes).with_context(|| format!("key file {}", terminal::path(path)))
}

/// Reads the file's bytes, whatever they are.
pub(crate) fn bytes(path: &Path, named_by: &str) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    // A path that leads nowhere is not repeated: it may be the key itself, put in the wrong place.
    let file = File::open(path)
        .with_context(|| format!("cannot open the file that {named_by} names (a path goes there, not the key)"))?;
    #[cfg(unix)]
    access::check(&file, path)?;
    bytes_in(file).with_context(|| format!("key file {}", terminal::path(path)))
}

/// Reads the key that is piped in.
pub(crate) fn read_standard_input() -> anyhow::Result<SecretKey> {
    SecretKey::from_file(&bytes_of_standard_input()?).context("key on standard input")
}

/// Reads the bytes that are piped in, whatever they are.
pub(crate) fn bytes_of_standard_input() -> anyhow::Result<Zeroizing<Vec<u8>>> {
    standard_input::announce("key");
    standard_input::unbuffered().map_err(anyhow::Error::from).and_then(bytes_in).context("key on standard input")
}

fn bytes_in(mut file: File) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; MAX_LEN + 1]);
    let len = fill(&mut file, &mut bytes)?;
    ensure!(len <= MAX_LEN, "has more than {MAX_LEN} bytes, which no key has");
    bytes.truncate(len);
    Ok(bytes)
}

/// Reads until the buffer is full or the file ends. Not by `read_to_end`, which leaves copies behind as the `Vec` grows.
fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut len = 0;
    while len < buffer.len() {
        match file.read(&mut buffer[len..]) {
            Ok(0) => break,
            Ok(read) => len += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(len)
}
