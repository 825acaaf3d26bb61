//! One request of a client and its answer.

use usersig::{ErrorCode, UserId, VerifiedClaims, Verifier};

use crate::client::{Answer, Request, TicketText};
use crate::exchange::link::Link;
use crate::exchange::ticket_refused::TicketRefused;
use crate::service::{LoggedIn, Registry, RenewalRefused, RequestRefused, ServiceEvent, SessionId};
use crate::unix_millis::UnixMillis;

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// The code to answer the client: 0, or the reason of the refusal.
    pub code: ErrorCode,
    /// The session on the link from now on. Answer it to the client after a login, a reconnect or a renewal.
    pub session: Option<SessionId>,
    /// The events to pass on, before the answer.
    pub events: Vec<ServiceEvent>,
}

impl Registry {
    /// Answers a client's request.
    ///
    /// | Request | The link has a session of the user | It has none, or it has ended |
    /// |---|---|---|
    /// | `Login` | a login: it counts the user, may kick others, and replaces the session | the same |
    /// | `Renew` | the session continues with the new ticket | a reconnect with the new ticket, which counts no user and kicks no device |
    /// | `Reconnect` | the device's session moves to this link | the same |
    /// | `Logout` | the session ends | the session of the device ends, if the ticket is genuine |
    /// | `Heartbeat` | the session is alive, or its ticket has expired (6206) | 6014 |
    ///
    /// A link has one user, the last one (login guide: only the account that logged in last is online). A login or reconnect
    /// of another user logs out the session that was on the link.
    ///
    /// A ticket the verifier refuses counts towards 70050, whatever the request. An expired ticket is 70001 at a login
    /// or renewal and 6206 at a reconnect, as in a log of SDK 4.6. A logout also accepts an expired or revoked ticket,
    /// because it only has to prove who asks.
    pub fn serve(&mut self, link: &mut Link, request: &Request, verifier: &Verifier, now: UnixMillis) -> Served {
        self.set_leeway(verifier.tolerances().leeway());
        let (mut events, before) = (Vec::new(), link.clone());
        let code = match request {
            Request::Heartbeat => self.heartbeat(link, now),
            Request::Login { user_id, user_sig } => match self.verified(link, user_id, user_sig, verifier, now) {
                Ok(claims) => self.serve_login(link, &claims, now, &mut events),
                Err(refused) => refused.code(),
            },
            Request::Logout { user_id, user_sig, session } => {
                self.serve_logout(link, (user_id, user_sig, *session), verifier, now, &mut events)
            }
            Request::Reconnect { user_id, user_sig, session } => {
                match self.verified(link, user_id, user_sig, verifier, now) {
                    Ok(claims) => self.serve_reconnect(link, &claims, *session, now, &mut events),
                    Err(refused) => refused.code_of_reconnect(),
                }
            }
            Request::Renew { user_id, user_sig, session } => {
                match self.verified(link, user_id, user_sig, verifier, now) {
                    Ok(claims) => self.serve_renewal(link, &claims, *session, now, &mut events),
                    Err(refused) => refused.code(),
                }
            }
        };
        events.splice(0..0, self.log_out_earlier_user(&before, link, now));
        Served { code, session: link.session, events }
    }

    /// Logs out the session that was on the link before, if another user has taken the link.
    pub(super) fn log_out_earlier_user(&mut self, before: &Link, link: &Link, now: UnixMillis) -> Vec<ServiceEvent> {
        let earlier = before.session.filter(|_| before.user_id != link.user_id);
        earlier.and_then(|session| self.logout(session, now).ok()).unwrap_or_default()
    }

    fn heartbeat(&mut self, link: &mut Link, now: UnixMillis) -> ErrorCode {
        let answer = link.session.map_or(Err(RequestRefused::NotLoggedIn), |session| self.request(session, now));
        match answer {
            Ok(()) => Answer::SUCCESS,
            Err(refused) => refused.code(),
        }
    }

    /// Verifies a ticket, unless too many of this user were refused to this source.
    fn verified(
        &mut self,
        link: &Link,
        user_id: &UserId,
        user_sig: &TicketText,
        verifier: &Verifier,
        now: UnixMillis,
    ) -> Result<VerifiedClaims, TicketRefused> {
        if self.refused_until(user_id, link.source(), now).is_some() {
            return Err(TicketRefused::TooMany);
        }
        verifier.user_sig(user_sig.as_str(), user_id, now.second()).map_err(|refusal| {
            self.count_refusal(user_id, link.source(), &refusal, now);
            TicketRefused::Ticket(refusal)
        })
    }

    fn serve_login(
        &mut self,
        link: &mut Link,
        claims: &VerifiedClaims,
        now: UnixMillis,
        events: &mut Vec<ServiceEvent>,
    ) -> ErrorCode {
        match self.login(claims, link.device(), link.source(), now) {
            Ok(logged_in) => arrived(link, logged_in, events),
            Err(refused) => refused.code(),
        }
    }

    fn serve_reconnect(
        &mut self,
        link: &mut Link,
        claims: &VerifiedClaims,
        previous: Option<SessionId>,
        now: UnixMillis,
        events: &mut Vec<ServiceEvent>,
    ) -> ErrorCode {
        match self.reconnect(claims, link.device(), previous, now) {
            Ok(logged_in) => arrived(link, logged_in, events),
            Err(refused) => refused.code(),
        }
    }

    fn serve_renewal(
        &mut self,
        link: &mut Link,
        claims: &VerifiedClaims,
        previous: Option<SessionId>,
        now: UnixMillis,
        events: &mut Vec<ServiceEvent>,
    ) -> ErrorCode {
        let renewed = link.session.map_or(Err(RenewalRefused::NotLoggedIn), |session| self.renew(session, claims, now));
        match renewed {
            Ok(()) => Answer::SUCCESS,
            Err(RenewalRefused::NotLoggedIn) => self.serve_reconnect(link, claims, previous, now, events),
            Err(refused) => refused.code(),
        }
    }

    fn serve_logout(
        &mut self,
        link: &mut Link,
        (user_id, user_sig, session): (&UserId, &TicketText, Option<SessionId>),
        verifier: &Verifier,
        now: UnixMillis,
        events: &mut Vec<ServiceEvent>,
    ) -> ErrorCode {
        if !self.is_on(link, user_id) {
            match self.verified(link, user_id, user_sig, verifier, now) {
                Ok(_) => {}
                Err(refused) if refused.is_genuine() => {}
                Err(refused) => return refused.code(),
            }
        }
        match self.logout_device(user_id, link.device(), session, now) {
            Ok(ended) => {
                events.extend(ended);
                Answer::SUCCESS
            }
            Err(refused) => refused.code(),
        }
    }

    /// Whether the link has a session of this user, which was let in with a verified ticket.
    fn is_on(&self, link: &Link, user_id: &UserId) -> bool {
        link.session.and_then(|session| self.connection(session)).is_some_and(|found| found.user_id == *user_id)
    }
}

/// The session moves to this link. The link's own earlier session needs no push.
fn arrived(link: &mut Link, logged_in: LoggedIn, events: &mut Vec<ServiceEvent>) -> ErrorCode {
    let own = logged_in.replaced.filter(|replaced| link.session == Some(*replaced));
    let is_own = |event: &ServiceEvent| match event {
        ServiceEvent::KickedOffline(connection) => own == Some(connection.session),
        ServiceEvent::KickUndone { .. } | ServiceEvent::StateChanged(_) | ServiceEvent::UserSigExpired(_) => false,
    };
    events.extend(logged_in.events.into_iter().filter(|event| !is_own(event)));
    (link.session, link.user_id) = (Some(logged_in.session), Some(logged_in.user_id));
    Answer::SUCCESS
}
