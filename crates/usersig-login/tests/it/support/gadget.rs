//! A device of a test.

use usersig::UserId;
use usersig_login::client::{Answer, Attempt, CallId, Callback, Client, Request};
use usersig_login::exchange::Link;

/// A device, its client, and everything its app heard.
pub(crate) struct Gadget {
    pub(crate) client: Client,
    pub(crate) is_up: bool,
    pub(crate) link: Link,
    pub(crate) heard: Vec<Callback>,
    pub(crate) answers: Vec<(CallId, Answer)>,
    pub(crate) performed: Vec<(CallId, UserId)>,
    /// Requests the test answers later.
    pub(crate) held: Vec<(Attempt, Request)>,
    pub(crate) hold: bool,
}
