//! The file of `--state`.

use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind, Read as _, Write as _};
use std::path::Path;

use anyhow::Context as _;
use tempfile::NamedTempFile;

use crate::state::document::Document;
use crate::state::export::export;
use crate::state::import::import;
use crate::world::emulator::Emulator;
use crate::world::world_state::World;

/// The longest state: the accounts of several apps with all the accounts they can have.
pub(crate) const STATE_MAX: usize = 256 << 20;

/// Continues from the file, if it exists.
///
/// # Errors
/// If the file cannot be read or is not a state.
pub(crate) fn load(world: &mut World, path: &Path) -> anyhow::Result<()> {
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        file => file.with_context(|| format!("state {}", path.display()))?,
    };
    let bounded = BufReader::new(file.take(u64::try_from(STATE_MAX).unwrap_or(u64::MAX)));
    let document: Document = serde_json::from_reader(bounded).with_context(|| format!("state {}", path.display()))?;
    import(world, document).with_context(|| format!("state {}", path.display()))
}

/// Writes the state beside the file and renames it, so that a crash leaves the old state.
///
/// # Errors
/// If the file cannot be written.
pub(crate) fn save(emulator: &Emulator, path: &Path) -> anyhow::Result<()> {
    let document = emulator.call(export);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> anyhow::Result<()> {
        let mut file = BufWriter::new(NamedTempFile::new_in(folder)?);
        serde_json::to_writer(&mut file, &document)?;
        file.flush()?;
        let file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    };
    write().with_context(|| format!("state {}", path.display()))
}
