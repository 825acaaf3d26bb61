//! Clients without a service: the test answers for it.

use std::time::Duration;

use usersig::{ErrorCode, UserId};
use usersig_login::client::{Answer, Attempt, CallId, Callback, Client, Event, TicketText};
use usersig_login::keeper::{KeeperSettings, SessionKeeper};
use usersig_login::service::SessionId;
use usersig_login::sim::{DeviceId, Simulation};

use crate::support::fixture::user;

pub(crate) const SEC: Duration = Duration::from_secs(1);

pub(crate) fn secs(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// An initialised client whose link is up.
pub(crate) fn ready_client() -> Client {
    let mut client = Client::default();
    client.init(1, Duration::ZERO);
    client.handle(Event::Connected, Duration::ZERO);
    client
}

/// A client on which alice is logged in.
pub(crate) fn alices_client() -> Client {
    let mut client = ready_client();
    client.login(CallId(1), "alice", &TicketText::new("old"), Duration::ZERO);
    client.handle(answered(Attempt(0), 0), Duration::ZERO);
    assert_eq!(client.login_user().map(UserId::as_str), Some("alice"));
    client
}

pub(crate) fn keeper(seed: u64) -> SessionKeeper {
    SessionKeeper::new(ready_client(), KeeperSettings::default(), seed)
}

pub(crate) fn answered(attempt: Attempt, code: i32) -> Event {
    Event::Answered { attempt, code: ErrorCode::new(code), session: None }
}

pub(crate) fn success(attempt: Attempt) -> Event {
    answered(attempt, Answer::SUCCESS.number())
}

/// The id of some session.
pub(crate) fn session(serial: u64) -> SessionId {
    format!("1400000000.0.{serial}").parse().unwrap()
}

pub(crate) fn kicked(name: &str) -> Event {
    Event::Kicked { user_id: user(name), session: session(0) }
}

pub(crate) fn ticket_expired(name: &str) -> Event {
    Event::TicketExpired { user_id: user(name), session: session(0) }
}

/// The same as [`answered`], for tests that have a variable of that name.
pub(crate) fn answered_by(attempt: Attempt, code: i32) -> Event {
    answered(attempt, code)
}

/// The ends of logins that a device of a simulation has heard of.
pub(crate) fn endings(sim: &Simulation, device: DeviceId) -> Vec<Callback> {
    let is_end = |callback: &Callback| matches!(callback, Callback::KickedOffline | Callback::UserSigExpired);
    sim.heard(device).iter().copied().filter(is_end).collect()
}
