//! What happens when nobody calls.

use usersig::UnixTime;

use crate::service::device::SessionId;
use crate::service::happening::{Change, Happening};
use crate::service::registry::Registry;
use crate::service::registry::link::state_change;
use crate::service::session::State;
use crate::service::settings::ExpiryNotice;

impl Registry {
    /// Lets the time pass up to `now`: drops who was silent for 400 s, tells whose ticket has run out where that is
    /// told at the second, forgets who was away for too long (webhook document, online status document). It looks at those
    /// who are due and at nobody else.
    ///
    /// Somebody silent is dropped and not told that the ticket has run out as well: the link is dead.
    pub fn advance(&mut self, now: UnixTime) -> Vec<Happening> {
        let mut happenings = Vec::new();
        while let Some(session) = self.wakes.due(now) {
            happenings.extend(self.wake(session, now));
        }
        happenings
    }

    fn wake(&mut self, id: SessionId, now: UnixTime) -> Option<Happening> {
        let connection = self.connection(id)?;
        let session = *self.session(id)?;
        let notice = self.settings.expiry_notice;
        if session.due_at(notice) > now {
            self.wake_when_due(id);
            return None;
        }
        match session.state {
            State::Away | State::KickedAway => {
                self.leave(id);
                None
            }
            State::Online if notice == ExpiryNotice::AtTheSecond && !session.is_silent(now) => {
                self.change(id, |session| session.state = State::Expired);
                self.wake_when_due(id);
                Some(Happening::UserSigExpired(connection))
            }
            State::Expired | State::Online => {
                self.lose(id, now);
                self.wake_when_due(id);
                Some(Happening::StateChanged(state_change(connection, Change::TimedOut, now)))
            }
        }
    }
}
