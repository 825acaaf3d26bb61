//! The same for an app that is spread over threads.

use usersig::{ErrorCode, Verifier};

use crate::client::Request;
use crate::exchange::link::Link;
use crate::exchange::serve::Served;
use crate::service::{ServiceEvent, ShardedRegistry};
use crate::unix_millis::UnixMillis;

impl ShardedRegistry {
    /// Answers a client's request: see [`Registry::serve`](crate::service::Registry::serve).
    pub fn serve(&self, link: &mut Link, request: &Request, verifier: &Verifier, now: UnixMillis) -> Served {
        let user_id = match request {
            Request::Heartbeat => link.user_id,
            Request::Login { user_id, .. }
            | Request::Logout { user_id, .. }
            | Request::Reconnect { user_id, .. }
            | Request::Renew { user_id, .. } => Some(*user_id),
        };
        let Some(user_id) = user_id else {
            return Served { code: ErrorCode::NOT_LOGGED_IN, session: None, events: Vec::new() };
        };
        let before = link.clone();
        let mut served = self.with_user(&user_id, |registry| registry.serve(link, request, verifier, now));
        // The earlier user of the link may be on another shard.
        if let Some(earlier) = before.user_id.filter(|earlier| link.user_id != Some(*earlier)) {
            let events = self.with_user(&earlier, |registry| registry.log_out_earlier_user(&before, link, now));
            served.events.splice(0..0, events);
        }
        served
    }

    /// Records that a link was closed. Nothing happens if its device has a newer session.
    pub fn close(&self, link: &mut Link, now: UnixMillis) -> Vec<ServiceEvent> {
        let Some(user_id) = link.user_id else { return Vec::new() };
        self.with_user(&user_id, |registry| registry.close(link, now))
    }
}
