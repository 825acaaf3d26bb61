//! State.StateChange reaches the app's server.

pub(crate) mod callback_address;
pub(crate) mod notification;
pub(crate) mod outbox;
