//! A user's connection.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::time::{Duration, SystemTime};

use usersig::{Lifetime, Signer, UnixTime};

use crate::support::fixture::{app, key, user};
use crate::tcp::server::Server;

pub(super) struct Connection {
    out: TcpStream,
    lines: BufReader<TcpStream>,
    /// The pushes so far.
    pub(super) pushed: Vec<String>,
}

impl Connection {
    pub(super) fn to(server: &Server, platform: &str) -> Self {
        let out = TcpStream::connect(server.address()).unwrap();
        out.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let lines = BufReader::new(out.try_clone().unwrap());
        let mut connection = Self { out, lines, pushed: Vec::new() };
        assert_eq!(connection.ask(&format!("DEVICE {platform}")), "0");
        connection
    }

    /// The answer to a line. Pushes that come before it are kept.
    pub(super) fn ask(&mut self, line: &str) -> String {
        writeln!(self.out, "{line}").unwrap();
        loop {
            if let Some(answer) = self.next() {
                return answer;
            }
        }
    }

    /// Whether this is pushed, now or within the time-out of the connection.
    pub(super) fn hears(&mut self, push: &str) -> bool {
        while !self.pushed.iter().any(|pushed| pushed == push) {
            assert_eq!(self.next(), None, "nothing was asked");
        }
        true
    }

    /// The next line: an answer, or `None` for a push.
    fn next(&mut self) -> Option<String> {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        match line.trim_end().split_once(' ') {
            Some(("=", answer)) => Some(answer.to_owned()),
            Some(("!", push)) => {
                self.pushed.push(push.to_owned());
                None
            }
            _ => panic!("{line:?} is neither an answer nor a push"),
        }
    }
}

/// A ticket from now on.
pub(super) fn ticket(name: &str, seconds: u64) -> String {
    let now = UnixTime::try_from(SystemTime::now()).unwrap();
    let lifetime = Lifetime::from_secs(seconds).unwrap();
    Signer::new(app(), &key()).user_sig(&user(name), lifetime, now).as_str().to_owned()
}
