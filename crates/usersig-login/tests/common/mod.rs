//! An app, its key, and tickets that a verifier vouches for.
#![allow(dead_code, reason = "each test uses a part of it")]

pub(crate) mod dice;

use std::net::{IpAddr, Ipv4Addr};

use usersig::{Lifetime, SdkAppId, SecretKey, Signer, UnixTime, UserId, VerifiedClaims, Verifier, VerifyError};
use usersig_login::{AppSettings, Device, LoggedIn, LoginRefused, Platform, Registry};

pub(crate) const T: u64 = 1_700_000_000;
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

pub(crate) fn at(seconds_after_t: u64) -> UnixTime {
    UnixTime::from_secs(T + seconds_after_t)
}

pub(crate) fn ticket_of(app: SdkAppId, name: &str, issued_at: UnixTime, lifetime: u64) -> VerifiedClaims {
    let lifetime = Lifetime::from_secs(lifetime).unwrap();
    let text = Signer::new(app, &key()).user_sig(&user(name), lifetime, issued_at);
    Verifier::new(app, &key()).user_sig(text.as_str(), &user(name), issued_at).unwrap()
}

/// Issued so many seconds after T.
pub(crate) fn ticket(name: &str, issued: u64, lifetime: u64) -> VerifiedClaims {
    ticket_of(app(), name, at(issued), lifetime)
}

/// A refusal as a verifier makes it.
pub(crate) fn bad_ticket(name: &str) -> VerifyError {
    Verifier::new(app(), &key()).user_sig("eJx_", &user(name), at(0)).unwrap_err()
}

pub(crate) fn device(platform: Platform) -> Device {
    Device::new(platform, 1)
}

pub(crate) fn registry(settings: AppSettings) -> Registry {
    Registry::new(app(), settings)
}

/// A login with a ticket of a day that was issued that second.
pub(crate) fn login(registry: &mut Registry, name: &str, device: Device, now: u64) -> Result<LoggedIn, LoginRefused> {
    registry.login(&ticket(name, now, 86_400), device, HOME, at(now))
}

pub(crate) fn kicked(logged_in: &LoggedIn) -> Vec<Device> {
    logged_in.kicked.iter().map(|kicked| kicked.connection.device).collect()
}
