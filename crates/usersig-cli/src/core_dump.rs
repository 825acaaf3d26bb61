//! Prevents core files, which would contain the key.

#[cfg(unix)]
use rustix::process::{Resource, Rlimit, setrlimit};

/// After this call a crash writes no memory to disk.
pub(crate) fn forbid() -> std::io::Result<()> {
    #[cfg(unix)]
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    // The limit has no effect if core files are piped to a program, as on Ubuntu: see core(5).
    #[cfg(any(target_os = "android", target_os = "linux"))]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::{DumpableBehavior, dumpable_behavior, getrlimit};

    use super::*;

    #[test]
    fn a_crash_leaves_no_core_neither_in_a_file_nor_in_a_pipe() {
        forbid().unwrap();
        assert_eq!(getrlimit(Resource::Core), Rlimit { current: Some(0), maximum: Some(0) });
        assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
    }
}
