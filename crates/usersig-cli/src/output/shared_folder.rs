//! Folders such as /tmp, in which everyone may create files and nobody may remove another user's.

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::process::geteuid;

/// The sticky bit, and the permission of others to write.
const STICKY_AND_WRITABLE: u32 = 0o1002;

/// Refuses a link, a FIFO or a device that another user put into a shared folder.
pub(crate) fn check(metadata: &Metadata, folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let folder = fs::metadata(folder)?;
    let is_shared = folder.mode() & STICKY_AND_WRITABLE == STICKY_AND_WRITABLE;
    let is_trusted = metadata.uid() == geteuid().as_raw() || metadata.uid() == folder.uid();
    if is_shared && !is_trusted {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "another user put a link or pipe of this name into the shared folder: write to a folder of your own",
        ));
    }
    Ok(())
}
