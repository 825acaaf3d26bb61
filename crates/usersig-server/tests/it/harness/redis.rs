//! A real Redis on loopback, in a folder of its own.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use redis::{FromRedisValue, ToRedisArgs};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// A server that is killed when the test ends.
pub(crate) struct Redis {
    pub(crate) port: u16,
    arguments: Vec<String>,
    child: Child,
    folder: TempDir,
}

/// Every write is on the disk before it is answered.
pub(crate) const DURABLE: [&str; 4] = ["--appendonly", "yes", "--appendfsync", "always"];

impl Redis {
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    pub(crate) fn start_with(arguments: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        // Another process can take the port between the two binds.
        for _ in 0..10 {
            let port = free_port();
            let mut child = spawn(port, &folder, &arguments);
            if wait(port, &mut child) {
                return Self { port, arguments, child, folder };
            }
        }
        panic!("Redis does not start; scripts/set-up tests installs it");
    }

    /// The address for `--store`.
    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Sends one command.
    pub(crate) fn ask<T: FromRedisValue>(&self, command: &[impl ToRedisArgs]) -> T {
        self.try_ask(command).unwrap()
    }

    pub(crate) fn try_ask<T: FromRedisValue>(&self, command: &[impl ToRedisArgs]) -> redis::RedisResult<T> {
        let mut request = redis::Cmd::new();
        for part in command {
            request.arg(part);
        }
        request.query(&mut redis::Client::open(self.url())?.get_connection()?)
    }

    /// A line of INFO.
    pub(crate) fn info(&self, section: &str, name: &str) -> String {
        let text: String = self.ask(&["INFO", section]);
        let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        value.unwrap_or_else(|| panic!("no {name} in {text}")).to_owned()
    }

    pub(crate) fn keys(&self) -> Vec<String> {
        self.ask(&["KEYS", "*"])
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again on the same port with the same files.
    pub(crate) fn restart(&mut self, more: &[&str]) {
        let mut arguments = self.arguments.clone();
        arguments.extend(more.iter().map(|argument| (*argument).to_owned()));
        self.child = spawn(self.port, &self.folder, &arguments);
    }

    /// Waits until it accepts connections.
    pub(crate) fn wait(&mut self) {
        assert!(wait(self.port, &mut self.child), "Redis does not start again");
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

pub(crate) fn free_port() -> u16 {
    // Redis adds 10,000 to it for the bus of a cluster.
    loop {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if port < 55_000 {
            return port;
        }
    }
}

fn spawn(port: u16, folder: &TempDir, arguments: &[String]) -> Child {
    let mut command = Command::new("redis-server");
    command.env_clear().args(["--bind", "127.0.0.1", "--port", &port.to_string(), "--save", "", "--dir"]);
    command.arg(folder.path()).args(arguments).args(["--logfile", "redis.log", "--enable-debug-command", "yes"]);
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    child.expect("redis-server cannot be started; scripts/set-up tests installs it")
}

fn wait(port: u16, child: &mut Child) -> bool {
    let start = Instant::now();
    let client = redis::Client::open(("127.0.0.1", port)).unwrap();
    while start.elapsed() < Duration::from_secs(20) {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        if client.get_connection().is_ok() {
            return true;
        }
        thread::sleep(Duration::from_millis(10));
    }
    false
}
