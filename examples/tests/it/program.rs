//! Starts an example, and ends it with the test.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::NamedTempFile;
use ureq::http::Response;
use ureq::{Agent, Body};

pub(crate) const SDK_APP_ID: u32 = 1_400_000_000;

/// A server that listens on a port of its own.
pub(crate) struct Server {
    child: Child,
    url: String,
    key_file: NamedTempFile,
}

impl Server {
    pub(crate) fn start(path: &str, keys: &str) -> Self {
        let key_file = key_file(keys);
        let mut child = Command::new(path)
            .env("USERSIG_SDKAPPID", SDK_APP_ID.to_string())
            .env("USERSIG_KEY_FILE", key_file.path())
            .env("ADDRESS", "127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ").unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Self { child, url, key_file }
    }

    /// The status and the body of the answer, which is JSON or plain text.
    pub(crate) fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        answer(agent().post(format!("{}{path}", self.url)).send_json(body).unwrap())
    }

    /// The same for a request without a body, with the token of a session.
    pub(crate) fn post_with_session(&self, path: &str, session: &str) -> (u16, Value) {
        let request = agent().post(format!("{}{path}", self.url)).header("authorization", format!("Bearer {session}"));
        answer(request.send_empty().unwrap())
    }

    pub(crate) fn write_keys(&self, keys: &str) {
        std::fs::write(self.key_file.path(), keys).unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().and_then(|()| self.child.wait()).unwrap();
    }
}

fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).build().into()
}

fn answer(mut response: Response<Body>) -> (u16, Value) {
    let text = response.body_mut().read_to_string().unwrap();
    let value = serde_json::from_str(&text).unwrap_or(Value::String(text));
    (response.status().as_u16(), value)
}

pub(crate) fn key_file(keys: &str) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(keys.as_bytes()).unwrap();
    file
}
