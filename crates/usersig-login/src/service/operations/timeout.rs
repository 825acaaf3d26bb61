//! Sessions that are silent for too long, and tickets that expire.

use crate::service::device::SessionKey;
use crate::service::operations::link::state_change;
use crate::service::operations::sessions::Timer;
use crate::service::registry::Registry;
use crate::service::service_event::{Connection, ServiceEvent};
use crate::service::session::State;
use crate::service::settings::ExpiryNotice;
use crate::unix_millis::UnixMillis;

impl Registry {
    /// When [`handle_timeout`](Self::handle_timeout) should be called, if ever. It changes with every other call. It is in
    /// the past if the last call had more to do than its limit.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<UnixMillis> {
        self.deadlines.next()
    }

    /// Ends silent sessions, reports expired tickets if that is done at the second, and forgets devices that were away
    /// for too long (webhook document, online status document).
    ///
    /// It looks at up to `limit` sessions that are due and at no others. A driver that answers requests in between
    /// passes a limit like 100, and calls again while [`poll_timeout`](Self::poll_timeout) is in the past.
    ///
    /// A silent session is not also told that its ticket has expired, because its link is dead. A time-out is dated at
    /// the moment it was due, also if this call comes late.
    pub fn handle_timeout(&mut self, now: UnixMillis, limit: usize) -> Vec<ServiceEvent> {
        let mut events = Vec::new();
        for _ in 0..limit {
            let Some(session) = self.deadlines.due(now) else { break };
            events.extend(self.session_due(session, now));
        }
        events
    }

    fn session_due(&mut self, key: SessionKey, now: UnixMillis) -> Option<ServiceEvent> {
        let session = *self.session(key)?;
        let user_id = self.account(key.account)?.user_id;
        let connection = Connection { session: self.id(key), user_id, device: session.device() };
        if session.due_at(&self.settings) > now {
            self.set_timer(key, Timer::Exact);
            return None;
        }
        let (silent_at, end) = session.end_by_silence(&self.settings);
        match session.state {
            State::Away | State::KickedAway | State::KickedTold => {
                self.leave(key);
                None
            }
            State::Online if self.settings.expiry_notice == ExpiryNotice::AtTheSecond && now < silent_at => {
                self.change(key, |session| session.state = State::Expired);
                self.set_timer(key, Timer::Exact);
                Some(ServiceEvent::UserSigExpired(connection))
            }
            State::Expired | State::Online => {
                self.lose(key, silent_at);
                Some(state_change(connection, end, silent_at))
            }
        }
    }
}
