//! Users who log in on many links.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use usersig::{Lifetime, SecretKey, Signer, UnixTime, UserId, UserSig, Verifier};

use crate::claims;
use crate::emulator::link::Link;

/// The key of the official samples, which every app of the emulator has.
const SAMPLE_KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

/// Users and their tickets, made before the time counts. An app of the emulator has fewer than 100,000 accounts.
#[derive(Debug)]
pub struct Users(Vec<(UserId, UserSig)>);

impl Users {
    /// Signs for this many users.
    ///
    /// # Errors
    /// If the clock shows a time before 1970.
    pub fn new(count: usize) -> io::Result<Self> {
        let now = UnixTime::try_from(std::time::SystemTime::now()).map_err(io::Error::other)?;
        let signer = Signer::new(claims::app(), &key());
        let users = claims::distinct_users(count);
        Ok(Self(users.map(|user| (user, signer.user_sig(&user, Lifetime::DAY, now))).collect()))
    }

    /// Verifies their tickets.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        Verifier::new(claims::app(), &key())
    }

    /// The users whose turn on a link it is, again and again. No user comes on two links.
    pub fn on_link(&self, link: usize, links: usize) -> impl Iterator<Item = &(UserId, UserSig)> {
        self.0.iter().skip(link).step_by(links).cycle()
    }
}

/// Opens links, one after the other.
///
/// # Errors
/// Those of the connections.
pub async fn open(address: SocketAddr, links: usize) -> io::Result<Vec<Link>> {
    let mut opened = Vec::with_capacity(links);
    for page in 0..links {
        opened.push(Link::open(address, page).await?);
    }
    Ok(opened)
}

/// Logs one user after the other in on each open link, and returns the logins per second.
///
/// # Errors
/// Those of the connections.
pub async fn on_open_links(links: Vec<Link>, users: &'static Users, lasts: Duration) -> io::Result<f64> {
    let (count, start) = (links.len(), Instant::now());
    let mut tasks = JoinSet::new();
    for (number, mut link) in links.into_iter().enumerate() {
        tasks.spawn(async move {
            let mut logins = 0_u32;
            for (user_id, ticket) in users.on_link(number, count) {
                if start.elapsed() >= lasts {
                    break;
                }
                link.login(user_id, ticket).await?;
                logins += 1;
            }
            Ok::<_, io::Error>(logins)
        });
    }
    total(tasks, start).await
}

/// Opens a link for each login, and closes it afterwards.
///
/// # Errors
/// Those of the connections.
pub async fn on_new_links(
    address: SocketAddr,
    at_once: usize,
    users: &'static Users,
    lasts: Duration,
) -> io::Result<f64> {
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for number in 0..at_once {
        tasks.spawn(async move {
            let mut logins = 0_u32;
            for (user_id, ticket) in users.on_link(number, at_once) {
                if start.elapsed() >= lasts {
                    break;
                }
                Link::open(address, number).await?.login(user_id, ticket).await?;
                logins += 1;
            }
            Ok::<_, io::Error>(logins)
        });
    }
    total(tasks, start).await
}

async fn total(mut tasks: JoinSet<io::Result<u32>>, start: Instant) -> io::Result<f64> {
    let mut logins = 0;
    while let Some(task) = tasks.join_next().await {
        logins += task.map_err(io::Error::other)??;
    }
    Ok(f64::from(logins) / start.elapsed().as_secs_f64())
}

fn key() -> SecretKey {
    SecretKey::new(SAMPLE_KEY).expect("the sample key is a key")
}
