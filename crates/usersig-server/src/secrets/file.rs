//! Reads a bounded file and judges who else can read it.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::{OFlags, StatVfsMountFlags, fstatvfs};
use rustix::process::geteuid;
use zeroize::Zeroizing;

/// Read and write permission of the group and of others, except that others' search permission says nothing.
const OPEN_TO_OTHERS: u32 = 0o066;

/// Reads a file with a secret.
///
/// # Errors
/// If the file cannot be read, has more than `max_len` bytes, or is a regular file of the service's own user that group or
/// others can read or write. A mounted secret that belongs to another user is accepted with a warning, because the service
/// cannot change it.
pub(crate) fn read_secret(path: &Path, max_len: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    let file = open(path)?;
    match judge(&Access::of(&file)?) {
        Verdict::Closed => {}
        // The mode of a credential of systemd shows the permission of the service itself as that of the group.
        Verdict::Open => tracing::warn!(
            path = %path.display(),
            "the mode lets group or others access this secret; check it if the file is not a mounted secret"
        ),
        Verdict::OpenAndOurs => {
            let reason = format!("group or others can access it; run: chmod 600 {}", path.display());
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, reason));
        }
    }
    bounded(file, max_len)
}

/// Reads a file without secrets.
///
/// # Errors
/// If the file cannot be read or has more than `max_len` bytes.
pub(crate) fn read_public(path: &Path, max_len: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    bounded(open(path)?, max_len)
}

// Without waiting, so that a pipe without a writer is an error and not a start that never ends.
fn open(path: &Path) -> io::Result<File> {
    let flags = i32::try_from(OFlags::NONBLOCK.bits()).expect("a flag of open fits");
    let file = File::options().read(true).custom_flags(flags).open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    Ok(file)
}

fn bounded(file: File, max_len: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    // With this capacity the vector never grows, so it leaves no copies of the secret behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(max_len + 1));
    file.take(u64::try_from(max_len).unwrap_or(u64::MAX).saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > max_len {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {max_len} bytes")));
    }
    Ok(bytes)
}

/// The facts that decide about a file. They are of the open file, because its path may lead elsewhere by now.
struct Access {
    is_regular: bool,
    is_ours: bool,
    is_on_read_only_mount: bool,
    mode: u32,
}

impl Access {
    fn of(file: &File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        Ok(Self {
            is_regular: metadata.is_file(),
            is_ours: metadata.uid() == geteuid().as_raw(),
            is_on_read_only_mount: fstatvfs(file)?.f_flag.contains(StatVfsMountFlags::RDONLY),
            mode: metadata.mode(),
        })
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Closed,
    Open,
    OpenAndOurs,
}

const fn judge(access: &Access) -> Verdict {
    if access.mode & OPEN_TO_OTHERS == 0 {
        return Verdict::Closed;
    }
    if access.is_regular && access.is_ours && !access.is_on_read_only_mount {
        return Verdict::OpenAndOurs;
    }
    Verdict::Open
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: Access = Access { is_regular: true, is_ours: true, is_on_read_only_mount: false, mode: 0o644 };

    #[test]
    fn an_open_file_of_ours_is_refused_and_a_mounted_secret_is_not() {
        for mode in [0o644, 0o640, 0o604, 0o620, 0o602, 0o666] {
            assert_eq!(judge(&Access { mode, ..OURS }), Verdict::OpenAndOurs, "{mode:o}");
            assert_eq!(judge(&Access { mode, is_ours: false, ..OURS }), Verdict::Open, "{mode:o}");
            assert_eq!(judge(&Access { mode, is_on_read_only_mount: true, ..OURS }), Verdict::Open, "{mode:o}");
        }
        assert_eq!(judge(&Access { mode: 0o100_600, ..OURS }), Verdict::Closed);
    }

    #[test]
    fn an_endless_device_and_a_long_file_are_refused() {
        let error = read_public(Path::new("/dev/zero"), 100).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        assert!(read_public(Path::new("/"), 100).is_err());
    }
}
