//! Other users' access to a file: a key file must be private, and a configuration must not be writable.

use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use anyhow::bail;
use rustix::fs::{StatVfsMountFlags, fstatvfs};
use rustix::process::geteuid;

use crate::output::terminal;
use crate::output::warnings::Warnings;

/// The permission of the group and of others to read or write.
const READ_OR_WRITE: u32 = 0o066;
const WRITE: u32 = 0o022;

/// The user id of root, who can write every file anyway.
const ROOT: u32 = 0;

/// Refuses a key file that other users can read or write, if the caller can fix that. Otherwise it warns.
pub(crate) fn check_key_file(file: &File, path: &Path, warnings: &Warnings) -> anyhow::Result<()> {
    let access = Access::of(file)?;
    let path = terminal::path(path);
    let problem = match access.mode & READ_OR_WRITE & !WRITE {
        0 => "can be written by its group or by others",
        _ => "can be read by group or others",
    };
    match access.judge(READ_OR_WRITE) {
        Verdict::Closed => {}
        Verdict::OpenAndFixable => bail!("key file {path} {problem}; fix that with: chmod 600 {path}"),
        Verdict::Open => warnings.warn(format_args!("key file {path} {problem}")),
    }
    Ok(())
}

/// Refuses a configuration that other users can write, if the caller can fix that. Otherwise it warns.
pub(crate) fn check_configuration(file: &File, path: &Path, warnings: &Warnings) -> anyhow::Result<()> {
    let access = Access::of(file)?;
    let path = terminal::path(path);
    match access.judge(WRITE) {
        Verdict::Closed if access.is_regular && !access.is_own && access.owner != ROOT => {
            warnings.warn(format_args!(
                "the configuration {path} belongs to another user, who decides which keys are used"
            ));
        }
        Verdict::Closed => {}
        Verdict::OpenAndFixable => {
            bail!("the configuration {path} can be written by its group or by others; fix that with: chmod go-w {path}")
        }
        Verdict::Open => {
            warnings.warn(format_args!("the configuration {path} can be written by its group or by others"));
        }
    }
    Ok(())
}

/// The facts that decide.
struct Access {
    is_regular: bool,
    is_own: bool,
    is_on_read_only_mount: bool,
    mode: u32,
    owner: u32,
}

impl Access {
    // The open file is examined and not its path, which may lead elsewhere by now.
    fn of(file: &File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        Ok(Self {
            is_regular: metadata.is_file(),
            is_own: metadata.uid() == geteuid().as_raw(),
            is_on_read_only_mount: fstatvfs(file)?.f_flag.contains(StatVfsMountFlags::RDONLY),
            mode: metadata.mode(),
            owner: metadata.uid(),
        })
    }

    const fn judge(&self, forbidden: u32) -> Verdict {
        if self.mode & forbidden == 0 {
            return Verdict::Closed;
        }
        // Mounted secrets are read-only and open to all. A chmod does not help there.
        if self.is_regular && self.is_own && !self.is_on_read_only_mount {
            return Verdict::OpenAndFixable;
        }
        Verdict::Open
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Closed,
    Open,
    OpenAndFixable,
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN_FILE: Access =
        Access { is_regular: true, is_own: true, is_on_read_only_mount: false, mode: 0o600, owner: 1000 };

    #[test]
    fn an_own_file_that_group_or_others_can_read_or_write_can_be_fixed() {
        for mode in [0o640, 0o604, 0o644, 0o100_444, 0o777, 0o622, 0o620, 0o602, 0o660] {
            assert_eq!(Access { mode, ..OWN_FILE }.judge(READ_OR_WRITE), Verdict::OpenAndFixable, "{mode:o}");
        }
        for mode in [0o664, 0o646, 0o666, 0o622] {
            assert_eq!(Access { mode, ..OWN_FILE }.judge(WRITE), Verdict::OpenAndFixable, "{mode:o}");
        }
    }

    #[test]
    fn a_file_that_only_its_owner_can_use_is_closed() {
        for mode in [0o600, 0o400, 0o700, 0o100_600, 0o611] {
            assert_eq!(Access { mode, ..OWN_FILE }.judge(READ_OR_WRITE), Verdict::Closed, "{mode:o}");
        }
        for mode in [0o644, 0o444, 0o755] {
            assert_eq!(Access { mode, ..OWN_FILE }.judge(WRITE), Verdict::Closed, "{mode:o}");
        }
    }

    #[test]
    fn a_file_that_the_caller_cannot_fix_is_only_open() {
        for access in [
            Access { mode: 0o644, is_own: false, ..OWN_FILE },
            Access { mode: 0o644, is_regular: false, ..OWN_FILE },
            Access { mode: 0o644, is_on_read_only_mount: true, ..OWN_FILE },
        ] {
            assert_eq!(access.judge(READ_OR_WRITE), Verdict::Open);
        }
    }
}
