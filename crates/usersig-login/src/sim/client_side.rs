//! What happens at a client, and what it wants done.

use usersig::ErrorCode;

use crate::client::{Action, Attempt, Event, LoginStatus, Request};
use crate::service::HEARTBEAT;
use crate::sim::Simulation;
use crate::sim::device::{LinkState, SimDevice};
use crate::sim::device_id::DeviceId;
use crate::sim::journal::Note;
use crate::sim::network::ANSWER_WITHIN;
use crate::sim::queue::{Downward, Occurrence, Upward};

impl Simulation {
    pub(super) fn occurs(&mut self, device: DeviceId, occurrence: Occurrence) {
        match occurrence {
            Occurrence::AnswerIsOverdue(attempt) => {
                self.happens(device, Event::Answered { attempt, code: ErrorCode::NET_WAIT_ACK_TIMEOUT });
            }
            Occurrence::Arrives(link, message) => self.arrives(device, link, message),
            Occurrence::Beats => self.beat(device),
            Occurrence::Connects(link) => self.connects(device, link),
            Occurrence::FindsLinkDead(link) => self.finds_link_dead(device, link),
            Occurrence::Returns(link, message) if self.at(device).is_on(link) => self.returns(device, message),
            Occurrence::Returns(..) => {}
            Occurrence::ServiceFindsLinkClosed(link) => self.service_finds_link_closed(device, link),
        }
    }

    pub(super) fn happens(&mut self, device: DeviceId, event: Event) {
        for action in self.at_mut(device).client.handle(event) {
            match action {
                Action::Answer(call, answer) => {
                    self.note(Some(device), Note::Answered(call, answer));
                    self.at_mut(device).answers.push((call, answer));
                }
                Action::CloseLink => self.close_link(device),
                Action::Initialized(_) | Action::Perform(..) => {}
                Action::Notify(callback) => {
                    self.note(Some(device), Note::Called(callback));
                    self.at_mut(device).heard.push(callback);
                }
                Action::OpenLink => self.open_link(device),
                Action::Send(attempt, request) => self.send(device, attempt, request),
            }
        }
    }

    /// Whatever becomes of it, it is answered in time.
    fn send(&mut self, device: DeviceId, attempt: Attempt, request: Request) {
        self.plan(ANSWER_WITHIN, device, Occurrence::AnswerIsOverdue(attempt));
        self.send_up(device, Upward::Ask(attempt, request));
    }

    fn returns(&mut self, device: DeviceId, message: Downward) {
        match message {
            Downward::Answer(attempt, code) => self.happens(device, Event::Answered { attempt, code }),
            Downward::Kicked => self.happens(device, Event::Kicked),
            Downward::TicketExpired => self.happens(device, Event::TicketExpired),
            Downward::NotLoggedIn => self.relink(device),
        }
    }

    /// The service knows nothing of a login the client believes in: the way back is a new link.
    fn relink(&mut self, device: DeviceId) {
        if self.at(device).client.login_status() == LoginStatus::LoggedIn {
            self.close_link(device);
            self.open_link(device);
        }
    }

    fn beat(&mut self, device: DeviceId) {
        self.plan(HEARTBEAT, device, Occurrence::Beats);
        let SimDevice { client, link, .. } = self.at(device);
        if client.login_status() == LoginStatus::LoggedIn && link.state == LinkState::Up {
            self.send_up(device, Upward::Heartbeat);
        }
    }
}
