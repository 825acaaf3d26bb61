//! A login: judged, counted, let in.

use std::net::IpAddr;

use usersig::{UnixTime, UserId, VerifiedClaims};

use crate::service::device::{Device, SessionId};
use crate::service::logged_in::LoggedIn;
use crate::service::login_refused::LoginRefused;
use crate::service::registry::Registry;
use crate::service::session::State;
use crate::service::settings::KickedWhileAway;

impl Registry {
    /// Lets a device in: the first login of a user registers it, one that succeeds is counted, and it kicks those who
    /// were there before where there are too many (login guide).
    ///
    /// The order of judgement is a choice, for the service's own is not documented: the app, the refusals of its
    /// source (70050), the ticket again at `now` (70001), the block (70051), the kick it has not heard of (6208), the
    /// quotas (70398, 72000). A ticket that is over now counts as a refusal.
    ///
    /// A device that is logged in already begins again as the latest, on its new connection; nobody hears of the old
    /// one. To go on with a fresh ticket is [`renew`](Self::renew).
    ///
    /// # Errors
    /// When it stays out, with the first reason in that order.
    pub fn login(
        &mut self,
        claims: &VerifiedClaims,
        device: Device,
        source: IpAddr,
        now: UnixTime,
    ) -> Result<LoggedIn, LoginRefused> {
        let key = (*claims.user_id(), source);
        self.is_of_this_app(claims)?;
        if let Some(until) = self.refusals.limited_until(key, now) {
            return Err(LoginRefused::TooManyRefusals { until });
        }
        self.is_in_force(claims, now).inspect_err(|_| self.refusals.count(key, now))?;
        self.is_welcome(claims.user_id(), device)?;
        let (number, registration) = self.register(claims.user_id(), now)?;
        self.refusals.forget(key);
        if let Some(account) = self.accounts.at_mut(number) {
            account.last_login = self.active_users.count(account.last_login, now);
        }
        Ok(self.let_in(number, registration, claims, device, now))
    }

    pub(super) fn is_of_this_app(&self, claims: &VerifiedClaims) -> Result<(), LoginRefused> {
        if claims.sdk_app_id() == self.sdk_app_id {
            return Ok(());
        }
        Err(LoginRefused::WrongSdkAppId { asked: self.sdk_app_id, named: claims.sdk_app_id() })
    }

    /// The ticket was good when it was verified; a moment may have passed, and the account may have been kicked.
    pub(super) fn is_in_force(&self, claims: &VerifiedClaims, now: UnixTime) -> Result<(), LoginRefused> {
        let (issued_at, expires_at) = (claims.issued_at(), claims.expires_at());
        let valid_after = self.accounts.find(claims.user_id()).and_then(|account| account.valid_after);
        if let Some(valid_after) = valid_after.filter(|valid_after| issued_at <= *valid_after) {
            return Err(LoginRefused::Revoked { issued_at, valid_after });
        }
        if now > expires_at {
            return Err(LoginRefused::Expired { expires_at, now });
        }
        Ok(())
    }

    fn is_welcome(&mut self, user_id: &UserId, device: Device) -> Result<(), LoginRefused> {
        let Some(number) = self.accounts.number(user_id) else { return Ok(()) };
        let Some(account) = self.accounts.at(number) else { return Ok(()) };
        if account.is_blocked {
            return Err(LoginRefused::Blocked);
        }
        let kicked = account.of_device(device).filter(|session| session.state == State::KickedAway);
        if let (Some(session), KickedWhileAway::IsTold) = (kicked, self.settings.kicked_while_away) {
            self.leave(SessionId { serial: session.serial, account: number });
            return Err(LoginRefused::KickedWhileAway);
        }
        Ok(())
    }
}
