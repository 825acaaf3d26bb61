//! Unfinished outputs that a killed run left behind.

use std::path::Path;

use crate::output::warnings::Warnings;

/// The beginning of the name of an unfinished output.
pub(crate) const PREFIX: &str = ".usersig-";

/// The number of files that a warning names.
#[cfg(unix)]
const NAMED: usize = 3;

/// Marks an unfinished output as in use, for as long as the file is open.
#[cfg(unix)]
pub(crate) fn mark_in_use(file: &std::fs::File) {
    // Without the mark another run may report this one as left behind, which is better than not to run.
    _ = rustix::fs::flock(file, rustix::fs::FlockOperation::NonBlockingLockExclusive);
}

/// Warns of the caller's unfinished outputs in this folder that no running program has open.
#[cfg(unix)]
pub(crate) fn report(folder: &Path, warnings: &Warnings) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let found: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX) && is_left_behind(&entry.path()))
        .map(|entry| crate::output::terminal::path(&entry.path()))
        .collect();
    if found.is_empty() {
        return;
    }
    let more = found.len().checked_sub(NAMED).filter(|more| *more > 0);
    let more = more.map(|more| format!(" and {more} more")).unwrap_or_default();
    let names = found.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
    warnings.warn(format_args!(
        "an earlier run was killed and left {names}{more} behind, which may contain tickets: delete what you do not need"
    ));
}

#[cfg(unix)]
fn is_left_behind(path: &Path) -> bool {
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt};

    use rustix::fs::{FlockOperation, OFlags, flock};

    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let Ok(file) = std::fs::File::options().read(true).custom_flags(flags).open(path) else { return false };
    let is_own = file
        .metadata()
        .is_ok_and(|metadata| metadata.is_file() && metadata.uid() == rustix::process::geteuid().as_raw());
    is_own && flock(&file, FlockOperation::NonBlockingLockShared).is_ok()
}

/// Other systems have no lock that ends with the program and allows a rename.
#[cfg(not(unix))]
pub(crate) fn mark_in_use(_file: &std::fs::File) {}

#[cfg(not(unix))]
pub(crate) fn report(_folder: &Path, _warnings: &Warnings) {}
