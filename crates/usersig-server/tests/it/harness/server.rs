//! The running binary.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::harness::client::{Answer, Client, request};
use crate::harness::config::{Folder, KEY};

/// A service that is killed when the test ends.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) api: SocketAddr,
    pub(crate) admin: SocketAddr,
    log: Arc<Mutex<String>>,
    /// The service needs its folder as long as it runs.
    folder: Option<Arc<TempDir>>,
}

/// The command of the binary, without variables of the environment that would change it.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_usersig-server"));
    command.env_clear().stdin(Stdio::null());
    command
}

impl Server {
    pub(crate) fn start(folder: &Folder) -> Self {
        Self::start_with(folder, &[])
    }

    /// Starts the service and waits until it is ready.
    pub(crate) fn start_with(folder: &Folder, arguments: &[&str]) -> Self {
        let mut server =
            Self::spawn(command().arg("--config").arg(folder.write()).args(arguments).stdout(Stdio::null()));
        server.folder = Some(Arc::clone(&folder.temporary));
        server
    }

    pub(crate) fn spawn(command: &mut Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut log = String::new();
        while !log.contains(" ready") {
            let read = lines.read_line(&mut log).unwrap();
            assert!(read > 0, "the service did not start: {log}");
        }
        let address = |name: &str| {
            let (_, rest) = log.split_once(&format!("{name}=")).unwrap_or_else(|| panic!("no {name} in {log}"));
            rest.split_whitespace().next().unwrap().parse().unwrap()
        };
        let (api, admin) = (address("api"), address("admin"));
        let log = Arc::new(Mutex::new(log));
        let shared = Arc::clone(&log);
        thread::spawn(move || {
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
                shared.lock().unwrap().push_str(&line);
                line.clear();
            }
        });
        Self { child, api, admin, log, folder: None }
    }

    pub(crate) fn client(&self) -> Client {
        Client::connect(self.api).unwrap()
    }

    /// A request with the API key of the chat backend.
    pub(crate) fn post(&self, path: &str, body: &str) -> Answer {
        self.post_as(KEY, path, body)
    }

    /// A request with a bearer token.
    pub(crate) fn post_as(&self, token: &str, path: &str, body: &str) -> Answer {
        self.client().ask(&post(token, path, &[], body)).unwrap()
    }

    pub(crate) fn admin(&self, path: &str) -> Answer {
        Client::connect(self.admin).unwrap().ask(&request("GET", path, &[], "")).unwrap()
    }

    /// The whole part of a metric, with its labels as Prometheus writes them.
    pub(crate) fn metric(&self, name: &str) -> u64 {
        let metrics = self.admin("/metrics").body;
        let value = metrics
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.split('.').next()?.parse().ok());
        value.unwrap_or_else(|| panic!("no metric {name} in {metrics}"))
    }

    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Waits until the log has the text.
    pub(crate) fn wait_for_log(&self, text: &str) {
        let start = Instant::now();
        while !self.log().contains(text) {
            assert!(start.elapsed() < Duration::from_secs(10), "no {text} in {}", self.log());
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn signal(&self, signal: rustix::process::Signal) {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, signal).unwrap();
    }

    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The memory of the process in KiB.
    pub(crate) fn resident_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The bytes of a request of the API.
pub(crate) fn post(token: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let bearer = format!("Bearer {token}");
    let mut all = vec![("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
    all.extend_from_slice(headers);
    request("POST", path, &all, body)
}

/// Runs a command of the binary and returns its exit status and both outputs.
pub(crate) fn run(config: Option<&Path>, arguments: &[&str]) -> (i32, String, String) {
    let mut command = command();
    if let Some(config) = config {
        command.arg("--config").arg(config);
    }
    let mut child = command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut output, mut errors) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    (child.wait().unwrap().code().unwrap(), output, errors)
}

/// Whether the service still signs.
pub(crate) fn is_alive(server: &Server) -> bool {
    server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).status == 200
}

/// The head of a request without its end.
pub(crate) fn head(headers: &str) -> Vec<u8> {
    let standard = format!("Host: localhost\r\nAuthorization: Bearer {KEY}\r\nContent-Type: application/json\r\n");
    format!("POST /v1/user-sig HTTP/1.1\r\n{standard}{headers}\r\n").into_bytes()
}
