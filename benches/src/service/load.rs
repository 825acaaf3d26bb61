//! Clients on loopback that keep their connections.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval_at};

use crate::service::process::API_KEY;

/// The answers that the clients got.
#[derive(Debug, Default)]
pub struct Report {
    /// The time of each answer with a ticket.
    pub admitted: Vec<Duration>,
    /// The time of each answer that the service had too much to do.
    pub rejected: Vec<Duration>,
    /// The length of the body of the last ticket.
    pub body_len: usize,
}

impl Report {
    /// The time within which 99 of 100 answers came.
    #[must_use]
    pub fn p99(times: &[Duration]) -> Duration {
        let mut times = times.to_vec();
        times.sort_unstable();
        times.get(times.len() * 99 / 100).copied().unwrap_or_default()
    }
}

/// A load.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Clients, each with a connection.
    pub clients: usize,
    /// For this long.
    pub lasts: Duration,
    /// The time from one request of a client to its next. Without it, the next request follows the answer.
    pub every: Option<Duration>,
}

/// Users differ from request to request, so that no limit for one user is met.
static NEXT_USER: AtomicU64 = AtomicU64::new(0);

impl Load {
    /// Asks for tickets.
    ///
    /// # Errors
    /// If a connection fails.
    pub async fn run(self, address: SocketAddr) -> io::Result<Report> {
        let mut clients = JoinSet::new();
        for number in 0..self.clients {
            clients.spawn(self.client(number, TcpStream::connect(address).await?));
        }
        let mut report = Report::default();
        while let Some(client) = clients.join_next().await {
            let part = client.map_err(io::Error::other)??;
            report.admitted.extend(part.admitted);
            report.rejected.extend(part.rejected);
            report.body_len = part.body_len;
        }
        Ok(report)
    }

    #[expect(clippy::cast_precision_loss, reason = "some thousands of clients at most")]
    async fn client(self, number: usize, mut stream: TcpStream) -> io::Result<Report> {
        stream.set_nodelay(true)?;
        let mut report = Report::default();
        // Spread evenly, so that the clients do not ask at the same moment.
        let first = |every: Duration| Instant::now() + every.mul_f64(number as f64 / self.clients as f64);
        let mut ticks = self.every.map(|every| interval_at(first(every).into(), every));
        if let Some(ticks) = &mut ticks {
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        }
        let mut buffer = vec![0; 4096];
        let start = Instant::now();
        while start.elapsed() < self.lasts {
            if let Some(ticks) = &mut ticks {
                ticks.tick().await;
            }
            let asked = Instant::now();
            stream.write_all(request().as_bytes()).await?;
            let (status, body_len) = answer(&mut stream, &mut buffer).await?;
            match status {
                200 => report.admitted.push(asked.elapsed()),
                503 => report.rejected.push(asked.elapsed()),
                status => return Err(io::Error::other(format!("status {status}"))),
            }
            report.body_len = body_len;
        }
        Ok(report)
    }
}

fn request() -> String {
    let user = NEXT_USER.fetch_add(1, Ordering::Relaxed) % 100_000_000;
    let body = format!("{{\"user_id\":\"user{user:08}\",\"ttl\":86400}}");
    format!(
        "POST /v1/user-sig HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {API_KEY}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Reads one answer and returns its status and the length of its body.
async fn answer(stream: &mut TcpStream, buffer: &mut [u8]) -> io::Result<(u16, usize)> {
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..]).await?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        filled += read;
        let text = str::from_utf8(&buffer[..filled]).map_err(io::Error::other)?;
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let len = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let len: usize = len.ok_or_else(|| io::Error::other("an answer without a length"))?;
        if body.len() == len {
            let status = head.get(9..12).and_then(|status| status.parse().ok());
            return Ok((status.ok_or_else(|| io::Error::other("an answer without a status"))?, len));
        }
    }
}
