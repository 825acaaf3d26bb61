//! What a server would do around the registry.

use std::net::{IpAddr, Ipv4Addr};

use usersig::{ErrorCode, UserId};

use crate::client::{Answer, Request, TicketText};
use crate::service::{Connection, Happening, Hears, LoggedIn, RenewalRefused, RequestRefused};
use crate::sim::Simulation;
use crate::sim::device_id::DeviceId;
use crate::sim::journal::Note;
use crate::sim::queue::{Downward, Upward};

impl Simulation {
    pub(super) fn arrives(&mut self, device: DeviceId, link: u32, message: Upward) {
        match message {
            Upward::Ask(attempt, request) => {
                let code = self.serve(device, link, &request);
                self.note(Some(device), Note::Served(request, code));
                self.send_down(device, link, Downward::Answer(attempt, code));
            }
            Upward::Heartbeat => self.heartbeat(device, link),
        }
    }

    pub(super) fn service_finds_link_closed(&mut self, device: DeviceId, link: u32) {
        let session = self.at_mut(device).sessions.remove(&link);
        if let Some(change) = session.and_then(|session| self.registry.disconnect(session, self.now())) {
            self.note(None, Note::StateChanged(change));
        }
    }

    pub(super) fn pass_on(&mut self, happenings: Vec<Happening>) {
        for happening in happenings {
            match happening {
                Happening::KickedOffline(connection) => self.tell(connection, Downward::Kicked),
                Happening::StateChanged(change) => self.note(None, Note::StateChanged(change)),
                Happening::UserSigExpired(connection) => self.tell(connection, Downward::TicketExpired),
            }
        }
    }

    fn tell(&mut self, connection: Connection, message: Downward) {
        let mut sessions = self.devices.iter().enumerate().flat_map(|(number, device)| {
            device.sessions.iter().map(move |(link, session)| (DeviceId(number), *link, *session))
        });
        if let Some((device, link, _)) = sessions.find(|(_, _, session)| *session == connection.session) {
            self.send_down(device, link, message);
        }
    }

    fn serve(&mut self, device: DeviceId, link: u32, request: &Request) -> ErrorCode {
        match request {
            Request::Login(user_id, user_sig) => match self.at_mut(device).next_answer.take() {
                Some(code) => code,
                None => self.serve_ticket(device, link, user_id, user_sig, request),
            },
            Request::Logout(_) => self.serve_logout(device, link),
            Request::Reconnect(user_id, user_sig) | Request::Renew(user_id, user_sig) => {
                self.serve_ticket(device, link, user_id, user_sig, request)
            }
        }
    }

    fn serve_ticket(
        &mut self,
        id: DeviceId,
        link: u32,
        user_id: &UserId,
        user_sig: &TicketText,
        request: &Request,
    ) -> ErrorCode {
        let (now, source) = (self.now(), source(id));
        let claims = match self.app.verifier.user_sig(user_sig.as_str(), user_id, now) {
            Ok(claims) => claims,
            // To the SDK, a ticket that runs out between two links is the internal one that was made from it.
            Err(refusal) if matches!(request, Request::Reconnect(..)) => match refusal.code() {
                ErrorCode::USERSIG_EXPIRED => return ErrorCode::USER_SIG_EXPIRED,
                other => return other,
            },
            Err(refusal) => return self.registry.refused(user_id, source, &refusal, now),
        };
        let session = self.at(id).sessions.get(&link).copied();
        match (request, session) {
            (Request::Reconnect(..), _) | (Request::Renew(..), None) => {
                let back = self.registry.reconnect(&claims, self.at(id).device, now);
                return back.map_or_else(|refused| refused.code(), |back| self.logged_in(id, link, back));
            }
            (_, None) => {}
            (_, Some(session)) => match (self.registry.renew(session, &claims, now), request) {
                (Ok(()), _) => return Answer::SUCCESS,
                (Err(refused), Request::Renew(..)) => return refused.code(),
                (Err(RenewalRefused::Ticket(refused)), _) => return refused.code(),
                (Err(RenewalRefused::NotLoggedIn | RenewalRefused::WrongUserId { .. }), _) => {}
            },
        }
        let logged_in = self.registry.login(&claims, self.at(id).device, source, now);
        logged_in.map_or_else(|refused| refused.code(), |logged_in| self.logged_in(id, link, logged_in))
    }

    fn logged_in(&mut self, device: DeviceId, link: u32, logged_in: LoggedIn) -> ErrorCode {
        self.at_mut(device).sessions.insert(link, logged_in.session);
        self.note(None, Note::StateChanged(logged_in.state_change));
        for kicked in logged_in.kicked.iter().filter(|kicked| kicked.hears == Hears::Now) {
            self.tell(kicked.connection, Downward::Kicked);
        }
        Answer::SUCCESS
    }

    fn serve_logout(&mut self, device: DeviceId, link: u32) -> ErrorCode {
        let Some(session) = self.at_mut(device).sessions.remove(&link) else { return ErrorCode::NOT_LOGGED_IN };
        match self.registry.logout(session, self.now()) {
            Ok(change) => {
                self.note(None, Note::StateChanged(change));
                Answer::SUCCESS
            }
            Err(refused) => refused.code(),
        }
    }

    fn heartbeat(&mut self, device: DeviceId, link: u32) {
        let session = self.at(device).sessions.get(&link).copied();
        let now = self.now();
        let answer = session.map_or(Err(RequestRefused::NotLoggedIn), |session| self.registry.request(session, now));
        match answer {
            Ok(()) => {}
            Err(RequestRefused::UserSigExpired) => self.send_down(device, link, Downward::TicketExpired),
            Err(RequestRefused::NotLoggedIn) => self.send_down(device, link, Downward::NotLoggedIn),
        }
    }
}

/// Every device calls from a place of its own.
fn source(DeviceId(number): DeviceId) -> IpAddr {
    let [.., high, low] = number.to_be_bytes();
    IpAddr::V4(Ipv4Addr::new(198, 18, high, low))
}
