//! Starts the emulator as a process of its own.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::cores;

/// An emulator that is killed when the bench ends.
#[derive(Debug)]
pub struct Emulator {
    child: Child,
    /// Its address on loopback.
    pub address: SocketAddr,
    /// The time from the start of the process until its line.
    pub ready_after: Duration,
}

/// The first line on standard output.
#[derive(Deserialize)]
struct Ready {
    ready: bool,
    port: u16,
}

impl Emulator {
    /// Starts it on the first core.
    ///
    /// # Errors
    /// Those of the process, or if it is not ready.
    pub fn start(program: &Path) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.args(["--port", "0"]).stdout(Stdio::piped());
        // A process runs on the cores of the thread that starts it.
        let starter = thread::spawn(move || {
            cores::hold_to(0..1)?;
            let start = Instant::now();
            Ok::<_, io::Error>((command.spawn()?, start))
        });
        let (mut child, start) = starter.join().expect("the thread does not panic")?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("it is piped")).read_line(&mut line)?;
        let ready_after = start.elapsed();
        let Ready { ready, port } = serde_json::from_str(&line)?;
        assert!(ready, "the emulator is not ready: {line}");
        Ok(Self { child, address: (Ipv4Addr::LOCALHOST, port).into(), ready_after })
    }

    /// The memory of the process in bytes.
    ///
    /// # Errors
    /// If the system does not tell it.
    pub fn resident_bytes(&self) -> io::Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"));
        let kib: u64 = line.and_then(|kib| kib.parse().ok()).ok_or(io::ErrorKind::Unsupported)?;
        Ok(kib * 1024)
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
