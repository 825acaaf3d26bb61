//! Kills a service under a load of revocations and starts it again.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::service::process::{API_KEY, Server};

/// Connections that revoke users until the service is killed.
const CLIENTS: usize = 8;

/// Users differ from kill to kill, because one user can be revoked only a few times in a second.
static NEXT_USER: AtomicU64 = AtomicU64::new(0);

/// The time from the start of the killed service until it answers again.
///
/// # Errors
/// Those of the process.
pub fn after_kill(service: &mut Server, after: Duration) -> io::Result<Duration> {
    let address = service.address;
    let clients: Vec<_> = (0..CLIENTS).map(|_| thread::spawn(move || revoke_until_killed(address))).collect();
    thread::sleep(after);
    service.kill()?;
    let revoked: usize = clients.into_iter().map(|client| client.join().unwrap_or(0)).sum();
    assert!(revoked > 0, "the service was killed before it revoked a user");
    let start = Instant::now();
    service.start_again()?;
    TcpStream::connect(service.address)?;
    Ok(start.elapsed())
}

/// Returns the number of answered revocations.
fn revoke_until_killed(address: SocketAddr) -> usize {
    let mut buffer = [0; 4096];
    let mut count = 0;
    let Ok(mut stream) = TcpStream::connect(address) else { return 0 };
    loop {
        let user = NEXT_USER.fetch_add(1, Ordering::Relaxed);
        let body = format!("{{\"user_id\":\"user{user}\"}}");
        let request = format!(
            "POST /v1/revoke HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {API_KEY}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        if stream.write_all(request.as_bytes()).is_err() {
            return count;
        }
        match stream.read(&mut buffer) {
            Ok(read) if buffer[..read].starts_with(b"HTTP/1.1 200") => count += 1,
            _ => return count,
        }
    }
}
