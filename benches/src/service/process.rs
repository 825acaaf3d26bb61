//! Starts servers as processes of their own.

use std::fmt::Write;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// The API key of the load.
pub const API_KEY: &str = "usk_load";

/// A server that is killed when the bench ends.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// The address of the API.
    pub address: SocketAddr,
    /// The command of the signing service and its folder.
    service: Option<(Command, TempDir)>,
}

impl Server {
    /// Starts this program again with an option, as the bare handler.
    ///
    /// # Errors
    /// Those of the process.
    pub fn bare(body_len: usize) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.arg(format!("--bare={body_len}")).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("it is piped")).read_line(&mut line)?;
        let address = line.trim().parse().map_err(io::Error::other)?;
        Ok(Self { child, address, service: None })
    }

    /// Starts the signing service with an API key, the embedded store, limits, metrics and an audit file.
    ///
    /// # Errors
    /// Those of the process and its files.
    pub fn signing(program: &Path, limits: &str, arguments: &[&str]) -> io::Result<Self> {
        let folder = TempDir::new()?;
        let config = configuration(folder.path(), limits)?;
        let mut command = Command::new(program);
        command.arg("--config").arg(config).args(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let (child, address) = ready(&mut command)?;
        Ok(Self { child, address, service: Some((command, folder)) })
    }

    /// Kills the process, so that it cannot write anything more.
    ///
    /// # Errors
    /// Those of the process.
    pub fn kill(&mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }

    /// Starts the signing service with the same files and waits until it is ready.
    ///
    /// # Errors
    /// Those of the process.
    pub fn start_again(&mut self) -> io::Result<()> {
        let (command, _) = self.service.as_mut().ok_or_else(|| io::Error::other("the bare handler has no files"))?;
        (self.child, self.address) = ready(command)?;
        Ok(())
    }

    /// The time for which the threads of the process have run, in steps of 10 ms, where the system tells it.
    #[must_use]
    #[cfg(target_os = "linux")]
    pub fn cpu_time(&self) -> Option<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        // The name of the program is in parentheses and may contain blanks. The fields 14 and 15 are `utime` and `stime`.
        let fields = stat.rsplit_once(") ")?.1.split(' ').skip(11).take(2);
        let ticks: u64 = fields.map(|field| field.parse::<u64>().ok()).sum::<Option<u64>>()?;
        Some(Duration::from_secs(ticks) / u32::try_from(rustix::param::clock_ticks_per_second()).ok()?)
    }

    /// The system does not tell it.
    #[must_use]
    #[cfg(not(target_os = "linux"))]
    pub fn cpu_time(&self) -> Option<Duration> {
        None
    }

    /// The memory of the process in KiB, where the system tells it.
    #[must_use]
    pub fn resident_kib(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Starts the signing service and returns its address when it is ready.
fn ready(command: &mut Command) -> io::Result<(Child, SocketAddr)> {
    let mut child = command.spawn()?;
    let mut log = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let mut address = None;
    for line in log.by_ref() {
        let line = line?;
        let api = line.split_once("api=").and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
        address = api.or(address);
        if line.ends_with(" ready") {
            break;
        }
    }
    let address = address.ok_or_else(|| io::Error::other("the service did not start"))?;
    // The service must not block on a full pipe, so the log is read.
    thread::spawn(move || log.for_each(drop));
    Ok((child, address))
}

fn configuration(folder: &Path, limits: &str) -> io::Result<std::path::PathBuf> {
    let key = folder.join("app.key");
    fs::write(&key, "0123456789abcdef".repeat(4))?;
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600))?;
    let hash = Sha256::digest(API_KEY).iter().fold(String::new(), |mut hash, byte| {
        write!(hash, "{byte:02x}").expect("a String takes every text");
        hash
    });
    let folder_name = folder.display();
    let text = format!(
        "listen = \"127.0.0.1:0\"\nadmin_listen = \"127.0.0.1:0\"\ndata_dir = \"{folder_name}/data\"\n\
         default_app = 1400000000\n[limits]\n{limits}\n[audit]\nfile = \"{folder_name}/audit.jsonl\"\n\
         [[apps]]\nsdk_app_id = 1400000000\nkeys = [{{ name = \"load\", file = \"{}\" }}]\n\
         [[api_keys]]\nname = \"load\"\nsha256 = \"{hash}\"\nscopes = [\"sign\", \"revoke\"]\napps = [1400000000]\n\
         rate = \"10000000/s\"\n",
        key.display()
    );
    let config = folder.join("config.toml");
    fs::write(&config, text)?;
    Ok(config)
}
