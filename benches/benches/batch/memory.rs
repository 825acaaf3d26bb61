//! The memory of a process.

use std::fs;
use std::io;
use std::process::Child;
use std::thread;
use std::time::Duration;

/// The most memory the process ever has, if the system counts it.
#[expect(clippy::cast_precision_loss, reason = "a few hundred thousand at most")]
pub(crate) fn peak_mib(mut child: Child) -> io::Result<Option<f64>> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait()?.is_none() {
        // A process that has just ended has no memory.
        let kib = fs::read_to_string(&status).ok().and_then(|status| peak_kib(&status));
        peak = kib.or(peak);
        thread::sleep(Duration::from_millis(1));
    }
    assert!(child.wait()?.success(), "the batch succeeds");
    Ok(peak.map(|kib| kib as f64 / 1024.0))
}

fn peak_kib(status: &str) -> Option<u64> {
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    peak.trim().strip_suffix(" kB")?.parse().ok()
}
