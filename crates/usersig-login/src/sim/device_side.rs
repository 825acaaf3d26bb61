//! The events at a device, and the actions of its program.

use crate::client::{Action, Event};
use crate::keeper::KeeperAction;
use crate::service::Connection;
use crate::sim::device_id::DeviceId;
use crate::sim::journal::Note;
use crate::sim::queue::{Downward, Millis, Scheduled};
use crate::sim::simulation::Simulation;

impl Simulation {
    pub(super) fn occurs(&mut self, device: DeviceId, scheduled: Scheduled) {
        match scheduled {
            Scheduled::Arrives(link, attempt, request) => self.arrives(device, link, attempt, &request),
            Scheduled::Connects(link) => self.connects(device, link),
            Scheduled::FindsLinkDead(link) => self.finds_link_dead(device, link),
            Scheduled::Returns(link, message) if self.at(device).is_on(link) => self.returns(device, message),
            Scheduled::Returns(..) => {}
            Scheduled::ServiceFindsLinkClosed(link) => self.service_finds_link_closed(device, link),
            Scheduled::TicketArrives(user_id) => self.ticket_arrives(device, user_id),
            Scheduled::Timer(at) => self.timer_fires(device, at),
        }
    }

    pub(super) fn happens(&mut self, device: DeviceId, event: Event) {
        let now = self.device_clock(device);
        let actions = self.at_mut(device).program.handle(event, now);
        self.perform(device, actions);
    }

    /// Does what the program wants, in order.
    pub(super) fn perform(&mut self, device: DeviceId, actions: Vec<KeeperAction>) {
        for action in actions {
            match action {
                KeeperAction::AskForTicket(user_id) => self.ask_for_ticket(device, user_id),
                KeeperAction::Client(action) => self.perform_one(device, action),
                KeeperAction::LoggedIn(user_id) => self.note(Some(device), Note::LoggedIn(user_id)),
                KeeperAction::Paused { code, until } => self.note(Some(device), Note::Paused(code, until)),
            }
        }
        self.plan_timer(device);
    }

    fn perform_one(&mut self, device: DeviceId, action: Action) {
        match action {
            Action::Answer(call, answer) => {
                self.note(Some(device), Note::Answered(call, answer));
                self.at_mut(device).answers.push((call, answer));
            }
            Action::CloseLink => self.close_link(device),
            Action::Initialized(_) => {}
            Action::Notify(callback) => {
                self.note(Some(device), Note::CalledBack(callback));
                self.at_mut(device).heard.push(callback);
            }
            Action::OpenLink => self.open_link(device),
            Action::Perform(call, _, user_id) => self.note(Some(device), Note::Performed(call, user_id)),
            Action::Send(attempt, request) => self.send_up(device, attempt, request),
        }
    }

    fn returns(&mut self, device: DeviceId, message: Downward) {
        let event = match message {
            Downward::Answer(attempt, code, session) => Event::Answered { attempt, code, session },
            Downward::Kicked(Connection { user_id, session, .. }) => Event::Kicked { user_id, session },
            Downward::TicketExpired(Connection { user_id, session, .. }) => Event::TicketExpired { user_id, session },
        };
        self.happens(device, event);
    }

    fn timer_fires(&mut self, device: DeviceId, at: Millis) {
        if self.at(device).timer == Some(at) {
            self.at_mut(device).timer = None;
            let now = self.device_clock(device);
            let actions = self.at_mut(device).program.handle_timeout(now);
            self.perform(device, actions);
        }
    }
}
