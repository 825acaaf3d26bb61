//! A proxy before Redis that delays, cuts and changes replies.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU16, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// The fault of all replies from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Fault {
    None,
    /// The connection ends instead of the reply.
    Cut,
    /// The reply never arrives, and the connection stays open.
    Swallow,
    /// Replies are late, by more than the service waits.
    Slow,
    /// Another fault for each reply.
    Any,
    /// Replies are 10 ms late, and the ones behind them with them.
    Late = 8,
}

/// The faults that stand for `Any`: those of `Fault`, and three more below. Most replies pass.
const ANY: [u8; 32] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 5, 5, 5, 5, 5, 6, 7, 7, 7];

/// Runs until the test ends.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    fault: AtomicU8,
    /// One fault, and then none.
    once: AtomicBool,
    faults: AtomicU64,
    random: AtomicU64,
    stopped: AtomicBool,
    target: AtomicU16,
}

impl Proxy {
    pub(crate) fn start(target: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared {
            fault: AtomicU8::new(0),
            once: AtomicBool::new(false),
            faults: AtomicU64::new(0),
            random: AtomicU64::new(0x9E37_79B9_7F4A_7C15),
            stopped: AtomicBool::new(false),
            target: AtomicU16::new(target),
        });
        let own = Arc::clone(&shared);
        thread::spawn(move || {
            for client in listener.incoming() {
                if own.stopped.load(Ordering::Relaxed) {
                    break;
                }
                if let (Ok(client), Ok(server)) =
                    (client, TcpStream::connect(("127.0.0.1", own.target.load(Ordering::Relaxed))))
                {
                    relay(&client, &server, &own);
                }
            }
        });
        Self { port, shared }
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    pub(crate) fn set(&self, fault: Fault) {
        self.shared.once.store(false, Ordering::Relaxed);
        self.shared.fault.store(fault as u8, Ordering::Relaxed);
    }

    /// Only the next reply has the fault.
    pub(crate) fn set_once(&self, fault: Fault) {
        self.shared.once.store(true, Ordering::Relaxed);
        self.shared.fault.store(fault as u8, Ordering::Relaxed);
    }

    /// New connections reach another server, as if its name or its address led there.
    pub(crate) fn lead_to(&self, target: u16) {
        self.shared.target.store(target, Ordering::Relaxed);
    }

    /// The replies that had a fault.
    pub(crate) fn faults(&self) -> u64 {
        self.shared.faults.load(Ordering::Relaxed)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn relay(client: &TcpStream, server: &TcpStream, shared: &Arc<Shared>) {
    client.set_nodelay(true).unwrap();
    server.set_nodelay(true).unwrap();
    let (mut requests, mut to_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    thread::spawn(move || {
        drop(std::io::copy(&mut requests, &mut to_server));
        drop(to_server.shutdown(Shutdown::Both));
    });
    let (mut replies, mut to_client) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    let shared = Arc::clone(shared);
    thread::spawn(move || {
        let mut bytes = [0; 16_384];
        while let Ok(1..) = replies.peek(&mut bytes[..1]) {
            let Ok(len) = replies.read(&mut bytes) else { break };
            if !shared.pass(&mut bytes[..len], &mut to_client) {
                break;
            }
        }
        drop(replies.shutdown(Shutdown::Both));
        drop(to_client.shutdown(Shutdown::Both));
    });
}

impl Shared {
    /// Passes a reply on. Returns whether the connection stays.
    fn pass(&self, reply: &mut [u8], client: &mut TcpStream) -> bool {
        let fault = if self.once.swap(false, Ordering::Relaxed) {
            self.fault.swap(0, Ordering::Relaxed)
        } else {
            self.fault.load(Ordering::Relaxed)
        };
        let fault = if fault == Fault::Any as u8 { ANY[self.number(ANY.len())] } else { fault };
        self.faults.fetch_add(u64::from(fault != 0), Ordering::Relaxed);
        match fault {
            0 => client.write_all(reply).is_ok(),
            1 => false,
            2 => true,
            3 => {
                thread::sleep(Duration::from_millis(300));
                client.write_all(reply).is_ok()
            }
            8 => {
                thread::sleep(Duration::from_millis(10));
                client.write_all(reply).is_ok()
            }
            5 => {
                let index = self.number(reply.len());
                reply[index] ^= 1 << self.number(8);
                client.write_all(reply).is_ok()
            }
            6 => {
                let len = self.number(reply.len());
                client.write_all(&reply[..len]).is_ok() && len.is_multiple_of(2)
            }
            _ => {
                thread::sleep(Duration::from_millis(u64::try_from(self.number(20)).unwrap()));
                client.write_all(reply).is_ok() && (reply.len().is_multiple_of(2) || client.write_all(reply).is_ok())
            }
        }
    }

    /// A number below the bound, from the same sequence in every run.
    fn number(&self, below: usize) -> usize {
        let random = self.random.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
        let mixed = (random ^ (random >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap() % below
    }
}
