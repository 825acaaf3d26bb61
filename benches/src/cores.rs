//! The cores a bench runs on. Only on Linux it chooses them.

use std::io;
use std::ops::Range;

/// Holds this thread, and what it starts, to some of the cores it may use, counted from 0. It keeps all of them if
/// there are fewer.
///
/// # Errors
/// Those of the system.
#[cfg(target_os = "linux")]
pub fn hold_to(cores: Range<usize>) -> io::Result<()> {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

    let allowed = sched_getaffinity(None)?;
    let mut chosen = CpuSet::new();
    let numbers = (0..CpuSet::MAX_CPU).filter(|cpu| allowed.is_set(*cpu));
    numbers.skip(cores.start).take(cores.len()).for_each(|cpu| chosen.set(cpu));
    if chosen.count() == 0 { Ok(()) } else { Ok(sched_setaffinity(None, &chosen)?) }
}

/// Leaves all as it is.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub fn hold_to(_cores: Range<usize>) -> io::Result<()> {
    Ok(())
}
