//! Who is online.

use usersig::UserId;

use crate::platform::Platform;
use crate::service::account_refused::AccountRefused;
use crate::service::presence::{Presence, Status};
use crate::service::registry::Registry;
use crate::service::session::{Session, State};

/// How many users one query can name (REST document).
pub const QUERY_BATCH: usize = 500;

impl Registry {
    /// Whether a user can be reached, as of the last [`advance`](Self::advance).
    ///
    /// # Errors
    /// When there is no such account: 70107.
    pub fn presence(&self, user_id: &UserId) -> Result<Presence, AccountRefused> {
        let sessions = self.accounts.find(user_id).ok_or(AccountRefused::NoAccount)?.sessions();
        let mut platforms = Vec::new();
        for platform in Platform::ALL {
            let of_platform = sessions.iter().filter(|session| session.device.platform == platform);
            match of_platform.map(status).max() {
                None | Some(Status::Offline) => {}
                Some(status) => platforms.push((platform, status)),
            }
        }
        let status = platforms.iter().map(|(_, status)| *status).max().unwrap_or(Status::Offline);
        Ok(Presence { status, platforms })
    }

    /// `query_online_status`: each user with its own answer.
    ///
    /// # Errors
    /// When there are none, or more than [`QUERY_BATCH`].
    pub fn query(&self, user_ids: &[UserId]) -> Result<Vec<Queried>, AccountRefused> {
        let count = user_ids.len();
        if count == 0 || count > QUERY_BATCH {
            return Err(AccountRefused::QueryCount { count, allowed: QUERY_BATCH });
        }
        Ok(user_ids.iter().map(|user_id| (*user_id, self.presence(user_id))).collect())
    }
}

/// A user and where it is online.
pub type Queried = (UserId, Result<Presence, AccountRefused>);

/// A device whose ticket has run out is not logged in, and one that was kicked while it was away is reached no more.
const fn status(session: &Session) -> Status {
    match session.state {
        State::Away if session.device.platform.is_reached_by_push() => Status::PushOnline,
        State::Away | State::Expired | State::KickedAway => Status::Offline,
        State::Online => Status::Online,
    }
}
