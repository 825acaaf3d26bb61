//! Who else can read a key file.

use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use anyhow::bail;
use rustix::fs::{StatVfsMountFlags, fstatvfs};
use rustix::process::geteuid;

use crate::output::{message, terminal};

/// Read permission of the group and of others.
const READ_BY_OTHERS: u32 = 0o044;

/// Refuses a file that others can read and the caller can mend, and warns of one that somebody else must mend.
pub(crate) fn check(file: &File, path: &Path) -> anyhow::Result<()> {
    let path = terminal::path(path);
    match judge(&Access::of(file)?) {
        Verdict::Closed => {}
        Verdict::OpenAndMendable => {
            bail!("key file {path} can be read by group or others, mend that with: chmod 600 {path}")
        }
        Verdict::Open => message::warn(format_args!("key file {path} can be read by group or others")),
    }
    Ok(())
}

/// What decides about a file.
struct Access {
    is_regular: bool,
    is_own: bool,
    is_on_read_only_mount: bool,
    mode: u32,
}

impl Access {
    // Of the open file, not of its path, which may lead elsewhere by now.
    fn of(file: &File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        Ok(Self {
            is_regular: metadata.is_file(),
            is_own: metadata.uid() == geteuid().as_raw(),
            is_on_read_only_mount: fstatvfs(file)?.f_flag.contains(StatVfsMountFlags::RDONLY),
            mode: metadata.mode(),
        })
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Closed,
    Open,
    OpenAndMendable,
}

const fn judge(access: &Access) -> Verdict {
    if access.mode & READ_BY_OTHERS == 0 {
        return Verdict::Closed;
    }
    // Mounted secrets come read-only and open: no chmod helps there.
    if access.is_regular && access.is_own && !access.is_on_read_only_mount {
        return Verdict::OpenAndMendable;
    }
    Verdict::Open
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN_FILE: Access = Access { is_regular: true, is_own: true, is_on_read_only_mount: false, mode: 0o600 };

    #[test]
    fn a_file_of_mine_that_group_or_others_can_read_is_mine_to_mend() {
        for mode in [0o640, 0o604, 0o644, 0o100_444, 0o777] {
            assert_eq!(judge(&Access { mode, ..OWN_FILE }), Verdict::OpenAndMendable, "{mode:o}");
        }
    }

    #[test]
    fn a_file_that_only_its_owner_can_read_is_closed() {
        for mode in [0o600, 0o400, 0o700, 0o100_622] {
            assert_eq!(judge(&Access { mode, ..OWN_FILE }), Verdict::Closed, "{mode:o}");
        }
    }

    #[test]
    fn what_i_cannot_mend_is_open_only() {
        let open = Access { mode: 0o644, ..OWN_FILE };
        assert_eq!(judge(&Access { is_own: false, ..open }), Verdict::Open);
        assert_eq!(judge(&Access { is_regular: false, ..open }), Verdict::Open);
        assert_eq!(judge(&Access { is_on_read_only_mount: true, ..open }), Verdict::Open);
    }
}
