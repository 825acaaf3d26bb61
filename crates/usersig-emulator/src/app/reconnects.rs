//! Devices come back after a dropped link, and send signs of life.

use usersig::{ErrorCode, Lifetime, Signer};
use usersig_login::UnixMillis;
use usersig_login::client::{Request, TicketText};
use usersig_login::exchange::Link;
use usersig_login::service::{RequestRefused, SessionId};

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::app::ending::Ending;
use crate::app::logins::{NotOnline, Online, cause_of};
use crate::app::open_link::{LinkLogin, Outgoing};
use crate::app::secrets::SecretRecord;
use crate::words::a2_key::A2Hash;
use crate::words::kick_type::KickType;
use crate::words::link_id::LinkId;

impl App {
    /// Puts a device online again with the secret of its session (login guide: no login after the network is back).
    pub(crate) fn reconnect(
        &mut self,
        id: LinkId,
        hash: A2Hash,
        now: UnixMillis,
        effects: &mut Effects<'_>,
    ) -> Result<Online, NotOnline> {
        // An unknown secret belongs to a session that has ended. To the app this is an expired ticket, and it logs in
        // with a new one.
        let record = *self.secrets.find(hash).ok_or(NotOnline::Refused(ErrorCode::USERSIG_EXPIRED))?;
        let Some(open) = self.links.get_mut(&id) else { return Err(NotOnline::Refused(ErrorCode::NET_DISCONNECT)) };
        if open.link.device() != record.device {
            open.link = Link::new(record.device, open.link.source());
        }
        let (previous, cause) = (open.link.session(), cause_of(&open.link));
        let request = Request::Reconnect {
            user_id: record.user_id,
            user_sig: TicketText::new(ticket_again(&self.signer, &record)),
            session: Some(record.session),
        };
        let served = self.registry.serve(&mut open.link, &request, &self.verifier, now);
        let Some(session) = served.session.filter(|_| served.code.number() == 0) else {
            return Err(self.not_back(&record, served.code));
        };
        self.leave_old_link(record.session, id);
        self.secrets.moved(hash, session);
        self.pass_on(served.events, cause, now, effects);
        let SecretRecord { user_id, device, expires_at, .. } = record;
        self.arrived(id, previous, LinkLogin { user_id, secret: hash, session, expires_at });
        Ok(Online { user_id, device, expires_at })
    }

    /// A sign of life of a device.
    pub(crate) fn heartbeat(&mut self, id: LinkId, now: UnixMillis, effects: &mut Effects<'_>) {
        let Some(login) = self.links.get(&id).and_then(|open| open.login) else { return };
        match self.registry.request(login.session, now) {
            Ok(()) => {}
            Err(RequestRefused::UserSigExpired) => self.expired(id, now, effects),
            // The registry's time-out has ended the session although the link is open, for example because a browser
            // paused the page. The device comes back as if its link had been down.
            Err(_) => {
                if let Err(NotOnline::Kicked(by)) = self.reconnect(id, login.secret, now, effects) {
                    self.end(id, Ending::Kicked(by));
                }
            }
        }
    }

    /// A device has one link. When it opens a new one, its old one is closed.
    fn leave_old_link(&mut self, session: SessionId, new: LinkId) {
        let old = self.routes.remove(&session).filter(|old| *old != new);
        if let Some(open) = old.and_then(|old| self.links.get_mut(&old)) {
            open.login = None;
            open.client.push(Outgoing::Break);
        }
    }

    /// The answer to a device that the registry does not let back in.
    fn not_back(&self, record: &SecretRecord, code: ErrorCode) -> NotOnline {
        match code {
            ErrorCode::LOGIN_KICKED_OFF_BY_OTHER => NotOnline::Kicked(self.kicked_by(record)),
            // The SDK understands the code of an expired ticket, and the app then logs in, which registers the user.
            ErrorCode::USER_SIG_EXPIRED | ErrorCode::SVR_ACCOUNT_NOT_FOUND => {
                NotOnline::Refused(ErrorCode::USERSIG_EXPIRED)
            }
            other => NotOnline::Refused(other),
        }
    }

    /// Who kicked a device while it was away.
    fn kicked_by(&self, record: &SecretRecord) -> KickType {
        let was_revoked = self.registry.valid_after(&record.user_id).is_some_and(|after| record.issued_at <= after);
        if was_revoked {
            return KickType::Rest;
        }
        let sessions = self.registry.sessions(&record.user_id).unwrap_or_default();
        let latest = sessions.last().map(|session| session.device.platform);
        record.kicked.or(latest.map(KickType::by_login_on)).unwrap_or(KickType::AnotherPlatform)
    }
}

/// The ticket of a session. Only its times are kept, and a ticket with the same claims is as good.
fn ticket_again(signer: &Signer, record: &SecretRecord) -> String {
    let lifetime = Lifetime::from_secs(record.expires_at.since(record.issued_at).as_secs()).unwrap_or(Lifetime::MAX);
    signer.user_sig(&record.user_id, lifetime, record.issued_at).as_str().to_owned()
}
