//! A file with a key.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, ensure};
use usersig::SecretKey;
use zeroize::Zeroizing;

use crate::words::app_key::AppKey;

/// Many times the length of a key.
const KEY_MAX: usize = 4096;

/// Reads a key. One line end is not part of it.
///
/// # Errors
/// If the file cannot be read or does not hold a key. The error does not repeat the text.
pub(super) fn read(name: &str, path: &Path) -> anyhow::Result<AppKey> {
    let of_file = || format!("key {name:?} in {}", path.display());
    // With this capacity the vector never grows, so it leaves no copies of the key behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(KEY_MAX + 1));
    let file = File::open(path).with_context(of_file)?;
    file.take(u64::try_from(KEY_MAX + 1).unwrap_or(u64::MAX)).read_to_end(&mut bytes).with_context(of_file)?;
    ensure!(bytes.len() <= KEY_MAX, "{} has more than {KEY_MAX} bytes", of_file());
    SecretKey::from_file(&bytes).with_context(of_file)?;
    let text = str::from_utf8(&bytes).with_context(of_file)?;
    let text = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
    AppKey::new(name, text).with_context(of_file)
}
