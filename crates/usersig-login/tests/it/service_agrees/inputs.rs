//! Random tickets and settings for both.

use std::net::{IpAddr, Ipv4Addr};

use usersig::{VerifiedClaims, VerifyError};
use usersig_login::platform::Platform;
use usersig_login::policy::{InstanceLimits, LoginSettings, MultiDevicePolicy};
use usersig_login::service::{
    AccountKickNotice, AppSettings, ExpiryNotice, KickSecond, KickedWhileAway, RefusalLimit, UtcOffset, WebLinkLoss,
};

use crate::support::fixture::{T, claims, refusal};
use crate::support::random::Rng;

pub(super) const USERS: [&str; 5] = ["alice", "bob", "carol", "dave", "erin"];
const TICKETS_EVERY: u64 = 500;
const TICKETS: u64 = 120;
const LIFETIMES: [u64; 4] = [30, 500, 5000, 20 * 86_400];

/// Tickets of every user, issued all along an episode.
pub(super) struct Tickets(Vec<Vec<VerifiedClaims>>, pub(super) VerifyError);

impl Tickets {
    pub(super) fn new() -> Self {
        let issued = (0..TICKETS).map(|n| n * TICKETS_EVERY);
        let all =
            |name: &&str| issued.clone().flat_map(|at| LIFETIMES.map(|lifetime| claims(name, at, lifetime))).collect();
        Self(USERS.iter().map(all).collect(), refusal("alice"))
    }

    /// Mostly one that was issued lately.
    pub(super) fn one(&self, name: usize, now: u64, rng: &mut Rng) -> &VerifiedClaims {
        let latest = ((now - T) / TICKETS_EVERY).min(TICKETS - 1);
        let issued = if rng.below(4) == 0 { rng.below(latest + 1) } else { latest };
        let lifetime = if rng.below(2) == 0 { 3 } else { rng.below(4) };
        &self.0[name][usize::try_from(issued * 4 + lifetime).unwrap()]
    }
}

pub(super) fn settings(rng: &mut Rng) -> (AppSettings, i64) {
    let minutes = i32::try_from(rng.below(1681)).unwrap() - 840;
    let settings = AppSettings {
        login: login_settings(rng),
        accounts_allowed: *rng.pick(&[2, 4, u32::MAX, u32::MAX]),
        daily_users_allowed: *rng.pick(&[2, 4, u32::MAX, u32::MAX]),
        utc_offset: UtcOffset::from_minutes(minutes).unwrap(),
        kicked_while_away: *rng.pick(&[KickedWhileAway::IsTold, KickedWhileAway::LogsIn]),
        expiry_notice: *rng.pick(&[ExpiryNotice::AtTheNextRequest, ExpiryNotice::AtTheSecond]),
        refusal_limit: RefusalLimit {
            allowed: u32::try_from(rng.below(5)).unwrap(),
            keys: usize::try_from(rng.below(8)).unwrap(),
        },
        account_kick_notice: *rng.pick(&[AccountKickNotice::KickedOffline, AccountKickNotice::UserSigExpired]),
        kick_second: *rng.pick(&[KickSecond::Refused, KickSecond::Accepted]),
        web_link_loss: *rng.pick(&[WebLinkLoss::Edition2025, WebLinkLoss::Edition2020]),
        ..AppSettings::default()
    };
    (settings, i64::from(minutes) * 60)
}

fn login_settings(rng: &mut Rng) -> LoginSettings {
    let mut limits = InstanceLimits::default();
    for platform in Platform::ALL {
        let limit = 1 + u8::try_from(rng.below(3)).unwrap();
        limits = limits.with(platform, limit).unwrap();
    }
    LoginSettings { policy: *rng.pick(&MultiDevicePolicy::ALL), limits }
}

pub(super) fn ip(source: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(192, 0, 2, source))
}
