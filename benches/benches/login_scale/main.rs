//! Prints one table of the login, with the memory of accounts and sessions, the time of logins and timers, growth, and
//! saving.
//!
//! `--json` prints one JSON list instead. `--quick` takes a hundred thousand users instead of a million.
//! Bytes are those asked of the allocator and not yet returned to it.

mod growth;
mod saving;

use std::collections::HashMap;
use std::hint::black_box;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::ops::Range;
use std::time::{Duration, Instant};

use usersig::{UserId, VerifiedClaims};
use usersig_benches::claims;
use usersig_benches::figure::{self, Figure};
use usersig_benches::ratio::{Subject, median, side_by_side};
use usersig_login::UnixMillis;
use usersig_login::platform::Platform;
use usersig_login::service::{AWAY_KEPT, AppSettings, Device, Registry, SILENCE_ALLOWED, SessionId};

fn main() -> io::Result<()> {
    let many = if figure::is_asked_for("--quick") { 100_000 } else { 1_000_000 };
    let tickets = tickets(many);
    let mut figures = memory(&tickets);
    figures.extend(times(&tickets));
    figures.extend(growth::growth(&tickets));
    figures.extend(saving::saving(&tickets));
    figure::print(&format!("users and sessions where the name says 1m or nothing: {many}"), &figures)
}

const FEW: usize = 1_000;
pub(crate) const SOURCE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

/// Verified tickets of distinct users.
fn tickets(count: usize) -> Vec<VerifiedClaims> {
    let (signer, verifier) = (claims::signer(), claims::verifier());
    let (now, lifetime) = (claims::now(), claims::lifetime());
    let mut out = String::new();
    let users = claims::distinct_users(count);
    users
        .map(|user| {
            out.clear();
            signer.write_user_sig(&user, lifetime, now, &mut out);
            verifier.user_sig(&out, &user, now).expect("the ticket is good")
        })
        .collect()
}

/// A registry with an account of every user, made in an order that has nothing to do with the one they log in in.
pub(crate) fn registry(tickets: &[VerifiedClaims]) -> Registry {
    let mut registry = Registry::new(claims::verifier().sdk_app_id(), AppSettings::default());
    for index in 0..tickets.len() {
        registry.import(tickets[scattered(index, tickets.len())].user_id()).expect("there is room");
    }
    assert_eq!(registry.counts().accounts, tickets.len(), "the users are distinct");
    registry
}

/// Every position below a power of ten once, in another order.
const fn scattered(index: usize, count: usize) -> usize {
    index * 7_919 % count
}

pub(crate) fn log_in(registry: &mut Registry, ticket: &VerifiedClaims, now: UnixMillis) -> SessionId {
    registry.login(ticket, Device::new(Platform::Android, 1), SOURCE, now).expect("the user is let in").session
}

fn now() -> UnixMillis {
    claims::now().into()
}

pub(crate) fn after(seconds: usize) -> UnixMillis {
    now().saturating_add(Duration::from_secs(seconds as u64))
}

/// The accounts are made first. Then all users log in, stay for a while, and leave.
fn memory(tickets: &[VerifiedClaims]) -> Vec<Figure> {
    let count = tickets.len();
    let mut sessions = Vec::with_capacity(count);
    let mut built = None;
    let accounts = net_bytes(|| built = Some(registry(tickets)));
    let mut registry = built.expect("it is built");
    // The counters of the day and the month exist from the first login on.
    let first = log_in(&mut registry, &tickets[0], after(0));
    registry.logout(first, after(0)).expect("the session is there");
    let logged_in = net_bytes(|| {
        let tickets = tickets.iter().enumerate();
        sessions.extend(tickets.map(|(index, ticket)| log_in(&mut registry, ticket, after(index * 300 / count))));
    });
    let stayed = net_bytes(|| {
        for (index, session) in sessions.iter().enumerate() {
            registry.request(*session, after(310 + scattered(index, 80))).expect("the session is there");
        }
        assert!(registry.handle_timeout(after(700), usize::MAX).is_empty(), "all were heard of less than 400 s ago");
    });
    let left = net_bytes(|| {
        for session in sessions.iter().step_by(2) {
            registry.logout(*session, after(700)).expect("the session is there");
        }
        let (silent, now) = (count - count.div_ceil(2), after(700).saturating_add(SILENCE_ALLOWED));
        assert_eq!(registry.handle_timeout(now, usize::MAX).len(), silent, "half log out, half time out");
        registry.handle_timeout(now.saturating_add(AWAY_KEPT), usize::MAX);
        assert_eq!(registry.poll_timeout(), None, "nobody is left");
    });
    let most = logged_in.max(logged_in + stayed);
    vec![
        Figure::at_most("account_bytes", quotient(accounts, count), "bytes", 254.4),
        Figure::at_most("session_bytes", quotient(most, count), "bytes", 126.0),
        Figure::at_most("left_bytes", quotient(logged_in + stayed + left, 1), "bytes", 0.0),
    ]
}

pub(crate) fn net_bytes(run: impl FnOnce()) -> i64 {
    allocation_counter::measure(run).bytes_current
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred million at most")]
pub(crate) fn quotient(bytes: i64, count: usize) -> f64 {
    bytes as f64 / count as f64
}

fn times(tickets: &[VerifiedClaims]) -> [Figure; 3] {
    let (mut few, mut many) = (Online::new(&tickets[..FEW]), Online::new(tickets));
    let among_few = few.login(1_000);
    let among_many = many.login(5);
    let now = after(100);
    let look = |registry: &mut Registry| {
        for _ in 0..FEW {
            assert!(black_box(&mut *registry).handle_timeout(black_box(now), usize::MAX).is_empty(), "nobody is due");
        }
    };
    let mut subjects = [Subject::new(FEW, || look(&mut few.registry)), Subject::new(FEW, || look(&mut many.registry))];
    let looks = side_by_side(&mut subjects, 101, Duration::from_millis(5));
    [
        Figure::at_most("login_1k", among_few, "x map", 12.0),
        Figure::at_most("login_1m", among_many, "x map", 12.0),
        Figure::at_most("timeout_scan", looks[1].ratio, "x thousand", 4.0),
    ]
}

/// Users who are all online, and a map that has them all.
struct Online<'a> {
    tickets: &'a [VerifiedClaims],
    registry: Registry,
    sessions: Vec<SessionId>,
    map: HashMap<UserId, u64>,
}

impl<'a> Online<'a> {
    fn new(tickets: &'a [VerifiedClaims]) -> Self {
        let mut registry = registry(tickets);
        // As in any service, some users have been refused. An empty table would make the lookup too cheap.
        let refusal = claims::verifier().user_sig("eJx_", tickets[0].user_id(), claims::now()).expect_err("it is cut");
        for user in claims::random_users(FEW) {
            registry.count_refusal(&user, SOURCE, &refusal, now());
        }
        let sessions = tickets.iter().map(|ticket| log_in(&mut registry, ticket, now())).collect();
        let map = tickets.iter().map(|ticket| (*ticket.user_id(), ticket.expires_at().as_secs())).collect();
        Self { tickets, registry, sessions, map }
    }

    /// A login beside a lookup and an insert, a tenth of the users at a time. Returns the median over all tenths, each
    /// taken `times` times.
    fn login(&mut self, times: usize) -> f64 {
        let tenth = self.tickets.len() / 10;
        let starts = (0..times).flat_map(|_| (0..10).map(|part| part * tenth));
        median(starts.map(|start| self.ratio(start..start + tenth)).collect())
    }

    /// These users leave, which is not timed, and come back.
    fn ratio(&mut self, users: Range<usize>) -> f64 {
        let Self { tickets, registry, sessions, map } = self;
        let (tickets, sessions) = (&tickets[users.clone()], &mut sessions[users]);
        for (ticket, session) in tickets.iter().zip(&*sessions) {
            registry.logout(*session, now()).expect("the session is there");
            map.remove(ticket.user_id()).expect("the user is there");
        }
        let start = Instant::now();
        for (ticket, session) in tickets.iter().zip(sessions) {
            *session = log_in(registry, ticket, now());
        }
        let logins = start.elapsed();
        let start = Instant::now();
        for ticket in tickets {
            assert!(black_box(map.get(ticket.user_id())).is_none(), "the user is not there");
            black_box(map.insert(*ticket.user_id(), ticket.expires_at().as_secs()));
        }
        logins.div_duration_f64(start.elapsed())
    }
}
