//! The running binary.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::Response;

/// The app of most tests.
pub(crate) const APP: u32 = 1_400_000_000;

/// Longer than anything that the emulator does in these tests.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// An emulator that is killed when the test ends.
pub(crate) struct Emulator {
    child: Child,
    pub(crate) ready: Value,
    pub(crate) address: SocketAddr,
    agent: Agent,
}

impl Emulator {
    pub(crate) fn start() -> Self {
        Self::with(&[])
    }

    pub(crate) fn with(arguments: &[&str]) -> Self {
        let mut command = command();
        let mut child = command.args(arguments).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"));
        let address = ready["address"].as_str().unwrap().parse().unwrap();
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
        Self { child, ready, address, agent: config.build().new_agent() }
    }

    /// Stops it as a user would, so that it saves its state.
    pub(crate) fn stop(mut self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
        assert!(self.child.wait().unwrap().success());
    }

    /// The error that the emulator prints when it does not start.
    pub(crate) fn refusal(arguments: &[&str]) -> String {
        let mut child = command().args(arguments).stderr(Stdio::piped()).spawn().unwrap();
        let mut error = String::new();
        child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
        assert!(!child.wait().unwrap().success(), "it started with {arguments:?}");
        error
    }

    pub(crate) fn get(&self, path: &str) -> Value {
        read(self.agent.get(self.url(path)).call())
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Value {
        read(self.agent.post(self.url(path)).send_json(body))
    }

    pub(crate) fn patch(&self, path: &str, body: &Value) -> Value {
        read(self.agent.patch(self.url(path)).send_json(body))
    }

    pub(crate) fn put(&self, path: &str, body: &Value) -> Value {
        read(self.agent.put(self.url(path)).send_json(body))
    }

    pub(crate) fn delete(&self, path: &str) -> Value {
        read(self.agent.delete(self.url(path)).call())
    }

    /// A ticket of a day.
    pub(crate) fn ticket(&self, user_id: &str) -> String {
        self.ticket_for(user_id, 86_400)
    }

    pub(crate) fn ticket_for(&self, user_id: &str, ttl: u64) -> String {
        let answer = self.post(&of_app("user-sig"), &json!({ "user_id": user_id, "ttl": ttl }));
        answer["user_sig"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// Logs a phone in with a new ticket.
    pub(crate) fn phone(&self, user_id: &str, platform: &str) -> Value {
        let body = json!({ "user_id": user_id, "user_sig": self.ticket(user_id), "platform": platform });
        self.post(&of_app("devices"), &body)
    }

    pub(crate) fn advance(&self, seconds: u64) {
        let answer = self.post("/emulator/v1/clock/advance", &json!({ "seconds": seconds }));
        assert!(answer["now"].is_u64(), "{answer}");
    }

    /// A REST call of the administrator.
    pub(crate) fn rest(&self, command: &str, body: &Value) -> Value {
        let path = rest_path(command, &self.ticket("administrator"));
        read(self.agent.post(self.url(&path)).send(body.to_string()))
    }

    /// The kinds of the entries about a user.
    pub(crate) fn journal_of(&self, user_id: &str) -> Vec<Value> {
        let answer = self.get(&format!("/emulator/v1/journal?user_id={user_id}"));
        answer["entries"].as_array().unwrap().clone()
    }

    /// The entries about clients that were refused before their requests reached an interface.
    pub(crate) fn refused(&self) -> Vec<Value> {
        let answer = self.get("/emulator/v1/journal");
        answer["entries"].as_array().unwrap().iter().filter(|entry| entry["kind"] == "refused").cloned().collect()
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn of_app(path: &str) -> String {
    format!("/emulator/v1/apps/{APP}/{path}").trim_end_matches('/').to_owned()
}

pub(crate) fn rest_path(command: &str, user_sig: &str) -> String {
    format!(
        "/v4/{command}?sdkappid={APP}&identifier=administrator&usersig={user_sig}&random=4294967295&contenttype=json"
    )
}

/// Waits until the closure returns something.
pub(crate) fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "this did not happen: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_usersig-emulator"));
    command.env_clear().stdin(Stdio::null()).stdout(Stdio::piped());
    command
}

fn read(answer: Result<Response<ureq::Body>, ureq::Error>) -> Value {
    let mut answer = answer.unwrap();
    let text = answer.body_mut().with_config().limit(64 << 20).read_to_string().unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text:?}"))
}
