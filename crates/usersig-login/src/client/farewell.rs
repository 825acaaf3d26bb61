//! Logouts the service has not received yet.

use std::time::Duration;

use usersig::UserId;

use crate::client::action::Request;
use crate::client::event::{Attempt, TicketText};
use crate::service::SessionId;

/// How many users a client keeps a logout for. Above it the oldest is dropped, and the service's time-out ends that
/// session. A device rarely changes between more users without a link.
pub(super) const FAREWELLS_KEPT: usize = 8;

/// A logout that is sent until the service has answered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Farewell {
    user_id: UserId,
    user_sig: TicketText,
    session: Option<SessionId>,
    sending: Sending,
    failures: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sending {
    /// It goes out with the next link, or at once if the link is up.
    Ready,
    /// It was sent. Without an answer by `deadline` it is sent again.
    Sent { attempt: Attempt, deadline: Duration },
    /// The service could not take it. It is sent again at this moment.
    Waiting { until: Duration },
}

impl Farewell {
    pub(super) const fn new(user_id: UserId, user_sig: TicketText, session: Option<SessionId>) -> Self {
        Self { user_id, user_sig, session, sending: Sending::Ready, failures: 0 }
    }

    pub(super) fn request(&self) -> Request {
        Request::Logout { user_id: self.user_id, user_sig: self.user_sig.clone(), session: self.session }
    }

    pub(super) const fn sent(&mut self, attempt: Attempt, deadline: Duration) {
        self.sending = Sending::Sent { attempt, deadline };
    }

    const fn is_due(&self, now: Duration) -> bool {
        let due_at = match self.sending {
            Sending::Ready => return true,
            Sending::Sent { deadline, .. } => deadline,
            Sending::Waiting { until } => until,
        };
        due_at.as_nanos() <= now.as_nanos()
    }
}

/// At most one logout per user, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Farewells {
    list: Vec<Farewell>,
    /// The user of a login that is not answered yet. If it succeeds, it ends the old session anyway. If it fails, the
    /// logout is still due.
    held: Option<UserId>,
}

impl Farewells {
    pub(super) fn add(&mut self, farewell: Farewell) {
        self.forget(&farewell.user_id);
        if self.list.len() == FAREWELLS_KEPT {
            self.list.remove(0);
        }
        self.list.push(farewell);
    }

    /// Sends no logout of this user until its login is answered.
    pub(super) const fn hold(&mut self, user_id: UserId) {
        self.held = Some(user_id);
    }

    pub(super) const fn release(&mut self) {
        self.held = None;
    }

    /// The user has logged in again on this device.
    pub(super) fn forget(&mut self, user_id: &UserId) {
        self.list.retain(|farewell| farewell.user_id != *user_id);
    }

    pub(super) fn due(&mut self, now: Duration) -> impl Iterator<Item = &mut Farewell> {
        let held = self.held;
        self.list.iter_mut().filter(move |farewell| Some(farewell.user_id) != held && farewell.is_due(now))
    }

    /// The link is gone, and with it everything that was on its way.
    pub(super) fn link_lost(&mut self) {
        for farewell in &mut self.list {
            farewell.sending = Sending::Ready;
        }
    }

    /// Removes the logout this request carried, and returns its user and how often it has failed before.
    pub(super) fn take(&mut self, answered: Attempt) -> Option<(Farewell, u32)> {
        let is_it =
            |farewell: &Farewell| matches!(farewell.sending, Sending::Sent { attempt, .. } if attempt == answered);
        let position = self.list.iter().position(is_it)?;
        let farewell = self.list.remove(position);
        let failures = farewell.failures;
        Some((farewell, failures))
    }

    /// Keeps a logout the service could not take, to send it again later.
    pub(super) fn put_back(&mut self, mut farewell: Farewell, failures: u32, until: Duration) {
        farewell.failures = failures;
        farewell.sending = Sending::Waiting { until };
        self.list.push(farewell);
    }

    pub(super) fn poll_timeout(&self) -> Option<Duration> {
        let due_at = |farewell: &Farewell| match farewell.sending {
            Sending::Ready => None,
            Sending::Sent { deadline, .. } => Some(deadline),
            Sending::Waiting { until } => Some(until),
        };
        let is_free = |farewell: &&Farewell| Some(farewell.user_id) != self.held;
        self.list.iter().filter(is_free).filter_map(due_at).min()
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Farewell {
    pub(super) const fn user_id(&self) -> &UserId {
        &self.user_id
    }
}

#[cfg(test)]
impl Farewells {
    /// The logouts that are kept.
    pub(super) fn said(&self) -> Vec<(UserId, String, Option<SessionId>)> {
        let said = |farewell: &Farewell| (farewell.user_id, farewell.user_sig.as_str().to_owned(), farewell.session);
        self.list.iter().map(said).collect()
    }

    /// The request of the logout that was added last, if one was sent.
    pub(super) fn last_sent(&self) -> Option<Attempt> {
        let sent = |farewell: &Farewell| match farewell.sending {
            Sending::Sent { attempt, .. } => Some(attempt),
            Sending::Ready | Sending::Waiting { .. } => None,
        };
        self.list.iter().rev().find_map(sent)
    }

    /// Whether the list is bounded and none waits although the link is up.
    pub(super) fn are_on_their_way(&self, is_up: bool) -> bool {
        let is_ready = |farewell: &Farewell| farewell.sending == Sending::Ready && Some(farewell.user_id) != self.held;
        self.list.len() <= FAREWELLS_KEPT && (!is_up || !self.list.iter().any(is_ready))
    }
}
