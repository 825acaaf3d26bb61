//! Devices log in and log out.

use std::time::Duration;

use usersig::{ErrorCode, UnixTime, UserId, inspect};
use usersig_login::UnixMillis;
use usersig_login::client::{Request, TicketText};
use usersig_login::exchange::Link;
use usersig_login::service::{Device, SessionId};

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::app::ending::Ending;
use crate::app::open_link::LinkLogin;
use crate::app::secrets::SecretRecord;
use crate::words::a2_key::A2Key;
use crate::words::cause::Cause;
use crate::words::kick_type::KickType;
use crate::words::link_id::LinkId;

/// A device that is online.
#[derive(Debug)]
pub(crate) struct Online {
    pub(crate) user_id: UserId,
    pub(crate) device: Device,
    /// The last second of its ticket.
    pub(crate) expires_at: UnixTime,
}

/// Why a device is not online.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotOnline {
    /// It was kicked.
    Kicked(KickType),
    /// The code of the refusal.
    Refused(ErrorCode),
}

impl App {
    /// Logs a user in with a ticket. `secret` becomes the secret of the session if the login succeeds.
    pub(crate) fn login(
        &mut self,
        id: LinkId,
        user_id: UserId,
        ticket: &str,
        secret: &A2Key,
        now: UnixMillis,
        effects: &mut Effects<'_>,
    ) -> Result<Online, NotOnline> {
        self.leave_other_user(id, &user_id, now, effects);
        let Some(open) = self.links.get_mut(&id) else { return Err(NotOnline::Refused(ErrorCode::NET_DISCONNECT)) };
        let (previous, cause) = (open.link.session(), cause_of(&open.link));
        let request = Request::Login { user_id, user_sig: TicketText::new(ticket) };
        let served = self.registry.serve(&mut open.link, &request, &self.verifier, now);
        let Some(session) = served.session.filter(|_| served.code.number() == 0) else {
            return Err(NotOnline::Refused(served.code));
        };
        // The ticket was just verified, so its claims can be read without a key.
        let Ok(claims) = inspect(ticket) else { return Err(NotOnline::Refused(ErrorCode::USERSIG_CHECK_FAILED)) };
        let (device, hash) = (open.link.device(), secret.hash());
        let (issued_at, expires_at) = (claims.issued_at, claims.expires_at);
        let record = SecretRecord { user_id, device, session, issued_at, expires_at, kicked: None };
        self.secrets.insert(hash, record);
        self.pass_on(served.events, cause, now, effects);
        self.arrived(id, previous, LinkLogin { user_id, secret: hash, session, expires_at });
        Ok(Online { user_id, device, expires_at })
    }

    /// Ends the login on a link.
    pub(crate) fn logout(&mut self, id: LinkId, now: UnixMillis, effects: &mut Effects<'_>) {
        let Some(open) = self.links.get_mut(&id) else { return };
        open.ending = None;
        let Some(login) = open.login.take() else { return };
        let cause = cause_of(&open.link);
        self.secrets.remove(login.secret);
        self.routes.remove(&login.session);
        if let Ok(events) = self.registry.logout(login.session, now) {
            self.pass_on(events, cause, now, effects);
        }
    }

    /// One user is online in an app on a page. The old one is logged out (login guide).
    fn leave_other_user(&mut self, id: LinkId, user_id: &UserId, now: UnixMillis, effects: &mut Effects<'_>) {
        let login = self.links.get(&id).and_then(|open| open.login);
        if login.is_some_and(|login| login.user_id != *user_id) {
            self.logout(id, now, effects);
        }
    }

    pub(super) fn arrived(&mut self, id: LinkId, previous: Option<SessionId>, login: LinkLogin) {
        if let Some(previous) = previous {
            self.routes.remove(&previous);
        }
        self.routes.insert(login.session, id);
        self.expiries.insert((after(login.expires_at), id));
        if let Some(open) = self.links.get_mut(&id) {
            (open.login, open.ending) = (Some(login), None);
        }
    }

    /// The login on a link has ended, and its client does not know yet.
    pub(crate) fn end(&mut self, id: LinkId, ending: Ending) {
        if let Some(open) = self.links.get_mut(&id) {
            (open.login, open.ending) = (None, Some(ending));
        }
    }
}

pub(super) fn cause_of(link: &Link) -> Cause {
    Cause::Device(link.device().platform, link.source())
}

/// The first moment at which a ticket is no longer valid.
pub(crate) fn after(expires_at: UnixTime) -> UnixMillis {
    UnixMillis::from(expires_at).saturating_add(Duration::from_secs(1))
}
