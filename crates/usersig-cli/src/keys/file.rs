//! A key in a file or on standard input.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use anyhow::{Context, ensure};
use zeroize::Zeroizing;

#[cfg(unix)]
use crate::input::access;
use crate::input::standard_input;
use crate::input::terminal_echo;
use crate::output::terminal;
use crate::output::warnings::Warnings;

/// The maximum size in bytes: many times the size of a key, and an end for an endless device.
const MAX_LEN: usize = 4096;

/// Reads the bytes of the file, unless other users can read or write it.
pub(crate) fn bytes(path: &Path, named_by: &str, warnings: &Warnings) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let file = File::open(path).with_context(|| {
        let path = terminal::path_unless_secret(path);
        format!("cannot open the key file {path}, which {named_by} names (give a path, not the key)")
    })?;
    #[cfg(unix)]
    access::check_key_file(&file, path, warnings)?;
    bytes_of(file).with_context(|| format!("key file {}", terminal::path(path)))
}

/// Reads the bytes of standard input. At a terminal the key is not shown, and ends with its line.
pub(crate) fn bytes_of_standard_input() -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let hidden = terminal_echo::hide()?;
    standard_input::announce("key");
    let bytes = standard_input::unbuffered().and_then(bytes_of);
    drop(hidden);
    bytes.context("key on standard input")
}

fn bytes_of(mut file: File) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; MAX_LEN + 1]);
    let len = fill(&mut file, &mut bytes)?;
    ensure!(len <= MAX_LEN, "has more than {MAX_LEN} bytes, which is more than a key can have");
    bytes.truncate(len);
    Ok(bytes)
}

/// Reads until the buffer is full or the file ends. `read_to_end` would leave copies behind as its `Vec` grows.
fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let ends_with_line = io::IsTerminal::is_terminal(file);
    let mut len = 0;
    while len < buffer.len() && !(ends_with_line && buffer[..len].ends_with(b"\n")) {
        match file.read(&mut buffer[len..]) {
            Ok(0) => break,
            Ok(read) => len += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(len)
}
