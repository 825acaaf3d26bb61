//! Clients on loopback that keep their connections.
//!
//! They share the cores with the server, so the time that a client spends is missing at the server, and a slow client hides
//! the difference between two servers. A request is therefore written into a buffer that stays, and of an answer only the
//! status and the length are read.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use memchr::memmem;
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
    /// Opens the connections and asks for tickets.
    ///
    /// # Errors
    /// If a connection fails.
    pub async fn run(self, address: SocketAddr) -> io::Result<Report> {
        self.run_on(&mut connections(address, self.clients).await?).await
    }

    /// Asks for tickets on connections that stay open.
    ///
    /// # Errors
    /// If a connection fails.
    pub async fn run_on(self, connections: &mut Vec<TcpStream>) -> io::Result<Report> {
        let mut clients = JoinSet::new();
        let start = Instant::now();
        for (number, stream) in connections.drain(..).enumerate() {
            clients.spawn(self.client(number, start, stream));
        }
        let mut report = Report::default();
        while let Some(client) = clients.join_next().await {
            let (part, stream) = client.map_err(io::Error::other)??;
            report.admitted.extend(part.admitted);
            report.rejected.extend(part.rejected);
            report.body_len = part.body_len;
            connections.push(stream);
        }
        Ok(report)
    }

    #[expect(clippy::cast_precision_loss, reason = "some thousands of clients at most")]
    async fn client(self, number: usize, start: Instant, mut stream: TcpStream) -> io::Result<(Report, TcpStream)> {
        let mut report = Report::default();
        // Spread evenly, so that the clients do not ask at the same moment.
        let first = |every: Duration| Instant::now() + every.mul_f64(number as f64 / self.clients as f64);
        let mut ticks = self.every.map(|every| interval_at(first(every).into(), every));
        if let Some(ticks) = &mut ticks {
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        }
        let (mut request, mut buffer) = (Vec::with_capacity(512), vec![0; 4096]);
        let mut asked = Instant::now();
        while asked - start < self.lasts {
            if let Some(ticks) = &mut ticks {
                ticks.tick().await;
                asked = Instant::now();
            }
            write_request(&mut request)?;
            stream.write_all(&request).await?;
            let (status, body_len) = answer(&mut stream, &mut buffer).await?;
            let answered = Instant::now();
            match status {
                b"200" => report.admitted.push(answered - asked),
                b"503" => report.rejected.push(answered - asked),
                status => return Err(io::Error::other(format!("status {}", status.escape_ascii()))),
            }
            report.body_len = body_len;
            asked = answered;
        }
        Ok((report, stream))
    }
}

/// Opens connections.
///
/// # Errors
/// If one fails.
pub async fn connections(address: SocketAddr, count: usize) -> io::Result<Vec<TcpStream>> {
    let mut connections = Vec::with_capacity(count);
    for _ in 0..count {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        connections.push(stream);
    }
    Ok(connections)
}

fn write_request(request: &mut Vec<u8>) -> io::Result<()> {
    request.clear();
    let user = NEXT_USER.fetch_add(1, Ordering::Relaxed) % 100_000_000;
    write!(
        request,
        "POST /v1/user-sig HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {API_KEY}\r\n\
         Content-Type: application/json\r\nContent-Length: 38\r\n\r\n{{\"user_id\":\"user{user:08}\",\"ttl\":86400}}"
    )
}

/// Reads one answer and returns its status and the length of its body.
async fn answer<'a>(stream: &mut TcpStream, buffer: &'a mut [u8]) -> io::Result<(&'a [u8], usize)> {
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..]).await?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        filled += read;
        let Some(head_len) = memmem::find(&buffer[..filled], b"\r\n\r\n") else { continue };
        let body_len =
            content_length(&buffer[..head_len]).ok_or_else(|| io::Error::other("an answer without a length"))?;
        if filled - head_len - 4 == body_len {
            return Ok((buffer.get(9..12).unwrap_or_default(), body_len));
        }
    }
}

fn content_length(head: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"\r\ncontent-length: ";
    let value = &head[memmem::find(head, NAME)? + NAME.len()..];
    let digits = value.split(|byte| *byte == b'\r').next()?;
    str::from_utf8(digits).ok()?.parse().ok()
}
