//! A login is judged, counted and let in.

use std::net::IpAddr;

use usersig::{UnixTime, UserId, VerifiedClaims, VerifyError};

use crate::service::device::{AccountKey, Device, SessionKey};
use crate::service::logged_in::LoggedIn;
use crate::service::login_refused::LoginRefused;
use crate::service::registry::Registry;
use crate::service::session::State;
use crate::service::settings::KickedWhileAway;
use crate::service::times::LEEWAY_MAX;
use crate::unix_millis::UnixMillis;

impl Registry {
    /// Logs a device in. The first login of a user registers it, a successful login is counted, and it kicks earlier
    /// devices if there are too many (login guide).
    ///
    /// The service's order of checks is not documented. Here it is: the app, the refusals of this source (70050), a kick
    /// of the account (70001), the block (70051), a kick this device has not heard of (6208), the quotas (70398, 72000).
    /// The verifier has judged the expiry with its leeway, so the registry only refuses tickets that are over for longer
    /// than any leeway. A revoked ticket counts as a refusal.
    ///
    /// A device that is logged in already gets a new session as the latest of its account. If the earlier session was
    /// online, its link is told that it was kicked: it may belong to another phone with the same instance id. The
    /// client ignores such a push if it is its own earlier session.
    ///
    /// # Errors
    /// With the first reason in that order.
    pub fn login(
        &mut self,
        claims: &VerifiedClaims,
        device: Device,
        source: IpAddr,
        now: UnixMillis,
    ) -> Result<LoggedIn, LoginRefused> {
        let pair = (*claims.user_id(), source);
        self.is_of_this_app(claims)?;
        if let Some(until) = self.refusals.limited_until(&pair, now) {
            return Err(LoginRefused::TooManyRefusals { until });
        }
        if let Err(refused) = self.is_in_force(claims, now) {
            self.refusals.count(pair, self.settings.refusal_limit, now);
            return Err(refused);
        }
        self.is_welcome(claims.user_id(), device)?;
        let (account, registration) = self.register(claims.user_id(), now)?;
        self.refusals.forget(&pair);
        Ok(self.let_in(account, registration, claims, device, now))
    }

    pub(in crate::service) fn is_of_this_app(&self, claims: &VerifiedClaims) -> Result<(), LoginRefused> {
        if claims.sdk_app_id() == self.sdk_app_id {
            return Ok(());
        }
        let (asked, named) = (self.sdk_app_id, claims.sdk_app_id());
        Err(LoginRefused::Ticket(VerifyError::WrongSdkAppId { asked, named }))
    }

    /// Whether the ticket is still valid: the account may have been kicked since it was issued.
    pub(in crate::service) fn is_in_force(&self, claims: &VerifiedClaims, now: UnixMillis) -> Result<(), LoginRefused> {
        let (issued_at, expires_at) = (claims.issued_at(), claims.expires_at());
        if let Some(valid_after) = self.valid_after(claims.user_id()).filter(|after| issued_at <= *after) {
            return Err(LoginRefused::Ticket(VerifyError::Revoked { issued_at, valid_after }));
        }
        let now = now.second();
        if now > expires_at.saturating_add(LEEWAY_MAX) {
            return Err(LoginRefused::Ticket(VerifyError::Expired { expires_at, now }));
        }
        Ok(())
    }

    /// Only tickets issued after this second log the account in.
    #[must_use]
    pub fn valid_after(&self, user_id: &UserId) -> Option<UnixTime> {
        self.valid_after_of(self.accounts.find(user_id)?)
    }

    pub(in crate::service) fn valid_after_of(&self, key: AccountKey) -> Option<UnixTime> {
        let was_kicked = self.account(key)?.was_kicked;
        if was_kicked { self.kicks.get(&key)?.last().copied() } else { None }
    }

    fn is_welcome(&mut self, user_id: &UserId, device: Device) -> Result<(), LoginRefused> {
        let Some(key) = self.accounts.find(user_id) else { return Ok(()) };
        let Some(account) = self.account(key) else { return Ok(()) };
        if account.is_blocked {
            return Err(LoginRefused::Blocked);
        }
        let kicked = account.of_device(device).filter(|session| session.state == State::KickedAway);
        if let (Some(session), KickedWhileAway::IsTold) = (kicked, self.settings.kicked_while_away) {
            let key = SessionKey { serial: session.serial, account: key };
            self.change(key, |session| session.state = State::KickedTold);
            return Err(LoginRefused::KickedWhileAway);
        }
        Ok(())
    }
}
