//! Folders such as /tmp, in which everyone may create files, and only the owner of a file may remove it.

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
    if is_trusted(metadata.uid(), geteuid().as_raw(), folder.uid(), folder.mode()) {
        return Ok(());
    }
    Err(io::Error::new(
        io::ErrorKind::PermissionDenied,
        "another user put a link or a pipe of this name into the shared folder; write to a folder of your own",
    ))
}

/// The rule of Linux's `protected_symlinks`: in a shared folder only one's own files count, and those of its owner.
const fn is_trusted(owner: u32, caller: u32, folder_owner: u32, folder_mode: u32) -> bool {
    let is_shared = folder_mode & STICKY_AND_WRITABLE == STICKY_AND_WRITABLE;
    !is_shared || owner == caller || owner == folder_owner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_shared_folder_only_the_callers_files_and_its_owners_are_trusted() {
        let (caller, root, attacker) = (1001, 0, 1002);
        assert!(!is_trusted(attacker, caller, root, 0o41777));
        assert!(!is_trusted(attacker, root, root, 0o41777));
        assert!(is_trusted(caller, caller, root, 0o41777));
        assert!(is_trusted(root, caller, root, 0o41777));
        assert!(is_trusted(attacker, caller, root, 0o40755));
        assert!(is_trusted(attacker, caller, root, 0o41775));
    }
}
