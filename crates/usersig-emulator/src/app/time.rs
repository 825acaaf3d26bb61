//! Things that fall due.

use usersig_login::UnixMillis;

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::app::logins::after;
use crate::words::cause::Cause;
use crate::words::link_id::LinkId;

impl App {
    /// When something falls due next, if ever.
    pub(crate) fn poll_timeout(&self) -> Option<UnixMillis> {
        let expiry = self.expiries.first().map(|(at, _)| *at);
        self.registry.poll_timeout().into_iter().chain(expiry).min()
    }

    /// Handles one thing that is due.
    pub(crate) fn handle_timeout(&mut self, now: UnixMillis, effects: &mut Effects<'_>) {
        let is_due = |(at, _): &&(UnixMillis, LinkId)| *at <= now;
        let expiry = self.expiries.first().filter(is_due).copied();
        let session_is_due_before = self.registry.poll_timeout().is_some_and(|at| expiry.is_none_or(|due| at < due.0));
        let Some((at, id)) = expiry.filter(|_| !session_is_due_before) else {
            let events = self.registry.handle_timeout(now, 1);
            self.pass_on(events, Cause::Time, now, effects);
            return;
        };
        self.expiries.remove(&(at, id));
        // The link may have logged in again with another ticket, or the client may have left.
        let login = self.links.get(&id).and_then(|open| open.login);
        if login.is_some_and(|login| after(login.expires_at) <= now) {
            self.heartbeat(id, now, effects);
        }
    }

    /// Phones are alive all the time. When a test jumps in time, so are pages, whose heartbeats would otherwise be
    /// missing. A device is alive until its ticket expires, because then it hears that it is logged out.
    pub(crate) fn keep_alive(&mut self, until: UnixMillis, who: Alive) {
        for open in self.links.values().filter(|open| who == Alive::Everybody || open.client.is_phone()) {
            if let Some(login) = open.login {
                // A session that has ended stays so.
                let _ = self.registry.request(login.session, until.min(UnixMillis::from(login.expires_at)));
            }
        }
    }

    /// Forgets the secrets of logins that the registry has forgotten.
    pub(crate) fn forget_secrets(&mut self, now: UnixMillis) {
        let registry = &self.registry;
        self.secrets.retain(|record| {
            let is_kept = now <= UnixMillis::from(record.expires_at).saturating_add(usersig_login::service::AWAY_KEPT);
            is_kept && registry.has_account(&record.user_id)
        });
    }
}

/// Who sends heartbeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alive {
    Everybody,
    Phones,
}
