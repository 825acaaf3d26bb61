//! An app, its key, and tickets its verifier accepted. Seconds are those after [`T`].

use std::net::{IpAddr, Ipv4Addr};

use usersig::{Lifetime, SdkAppId, SecretKey, Signer, UnixTime, UserId, VerifiedClaims, Verifier, VerifyError};
use usersig_login::UnixMillis;
use usersig_login::client::TicketText;
use usersig_login::platform::Platform;
use usersig_login::service::{
    AppSettings, Device, LoggedIn, LoginRefused, Registry, ServiceEvent, SessionId, StateChange,
};

pub(crate) const T: u64 = 1_700_000_000;
pub(crate) const DAY: u64 = 86_400;
pub(crate) const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
pub(crate) const ELSEWHERE: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7));

pub(crate) fn app() -> SdkAppId {
    SdkAppId::new(1_400_000_000).unwrap()
}

pub(crate) fn key() -> SecretKey {
    SecretKey::new("a throw-away key").unwrap()
}

pub(crate) fn user(name: &str) -> UserId {
    UserId::new(name).unwrap()
}

pub(crate) fn verifier() -> Verifier {
    Verifier::new(app(), &key())
}

/// The second, as a ticket counts it.
pub(crate) fn second(after: u64) -> UnixTime {
    UnixTime::from_secs(T + after)
}

/// The first millisecond of the second, as the service counts it.
pub(crate) fn at(after: u64) -> UnixMillis {
    second(after).into()
}

pub(crate) fn text_of(app: SdkAppId, name: &str, issued_at: UnixTime, lifetime: u64) -> TicketText {
    let lifetime = Lifetime::from_secs(lifetime).unwrap();
    TicketText::new(Signer::new(app, &key()).user_sig(&user(name), lifetime, issued_at).as_str())
}

pub(crate) fn text(name: &str, issued: u64, lifetime: u64) -> TicketText {
    text_of(app(), name, second(issued), lifetime)
}

pub(crate) fn claims_of(app: SdkAppId, name: &str, issued_at: UnixTime, lifetime: u64) -> VerifiedClaims {
    let text = text_of(app, name, issued_at, lifetime);
    Verifier::new(app, &key()).user_sig(text.as_str(), &user(name), issued_at).unwrap()
}

pub(crate) fn claims(name: &str, issued: u64, lifetime: u64) -> VerifiedClaims {
    claims_of(app(), name, second(issued), lifetime)
}

/// A refusal as a verifier returns it.
pub(crate) fn refusal(name: &str) -> VerifyError {
    verifier().user_sig("eJx_", &user(name), second(0)).unwrap_err()
}

pub(crate) fn device(platform: Platform) -> Device {
    Device::new(platform, 1)
}

pub(crate) fn registry() -> Registry {
    registry_with(AppSettings::default())
}

pub(crate) fn registry_with(settings: AppSettings) -> Registry {
    Registry::new(app(), settings)
}

/// A login with a ticket of a day that was issued in that second.
pub(crate) fn login(registry: &mut Registry, name: &str, device: Device, now: u64) -> Result<LoggedIn, LoginRefused> {
    registry.login(&claims(name, now, DAY), device, HOME, at(now))
}

/// The devices that are told that they were kicked.
pub(crate) fn kicked_devices(events: &[ServiceEvent]) -> Vec<Device> {
    let kicked = events.iter().filter_map(|event| match event {
        ServiceEvent::KickedOffline(connection) => Some(connection.device),
        _ => None,
    });
    kicked.collect()
}

/// The changes reported to the app's server.
pub(crate) fn changes(events: &[ServiceEvent]) -> Vec<StateChange> {
    let changes = events.iter().filter_map(|event| match event {
        ServiceEvent::StateChanged(change) => Some(change.clone()),
        _ => None,
    });
    changes.collect()
}

/// The sessions that are told that they were kicked.
pub(crate) fn kicked_sessions(events: &[ServiceEvent]) -> Vec<SessionId> {
    let kicked = events.iter().filter_map(|event| match event {
        ServiceEvent::KickedOffline(connection) => Some(connection.session),
        _ => None,
    });
    kicked.collect()
}
