//! Follows the symbolic links of an output's path, but not another user's in a shared folder.
//!
//! Linux protects such folders by `protected_symlinks` and `protected_fifos`. A program that resolves a link itself steps
//! around that protection, so this file applies the same rules, whatever the system is set to.

use std::io;
use std::path::{Path, PathBuf};

#[cfg(unix)]
use crate::output::shared_folder;

/// The maximum number of links that are followed, as in Linux.
#[cfg(unix)]
const MAX_LINKS: usize = 40;

/// The path without symbolic links. The last part need not exist.
#[cfg(unix)]
pub(crate) fn resolve(path: &Path) -> io::Result<PathBuf> {
    use std::collections::VecDeque;
    use std::ffi::OsString;
    use std::fs;
    use std::path::Component;

    let parts_of =
        |path: &Path| path.components().map(|part| part.as_os_str().to_owned()).collect::<VecDeque<OsString>>();
    let (mut rest, mut resolved, mut links) = (parts_of(&std::path::absolute(path)?), PathBuf::new(), 0);
    while let Some(part) = rest.pop_front() {
        if Path::new(&part).components().next() == Some(Component::ParentDir) {
            resolved.pop();
            continue;
        }
        let folder = resolved.clone();
        resolved.push(&part);
        let Ok(metadata) = fs::symlink_metadata(&resolved) else { continue };
        if !metadata.is_symlink() {
            continue;
        }
        shared_folder::check(&metadata, &folder)?;
        links += 1;
        if links > MAX_LINKS {
            return Err(rustix::io::Errno::LOOP.into());
        }
        let target = fs::read_link(&resolved)?;
        // A link in /proc names no path: only the kernel can follow it, to a pipe for example.
        if fs::metadata(&resolved).is_ok() && fs::symlink_metadata(folder.join(&target)).is_err() {
            continue;
        }
        resolved = folder;
        let mut parts = parts_of(&target);
        parts.append(&mut rest);
        rest = parts;
    }
    Ok(resolved)
}

/// The path without symbolic links. The last part need not exist.
#[cfg(not(unix))]
pub(crate) fn resolve(path: &Path) -> io::Result<PathBuf> {
    match std::fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path.to_owned()),
        resolved => resolved,
    }
}
