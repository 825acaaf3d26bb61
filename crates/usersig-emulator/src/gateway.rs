//! `/binfo`: the WebSocket that the Web SDK logs in to.

pub(crate) mod commands;
mod login;
mod messages;
pub(crate) mod reply;
pub(crate) mod route;
pub(crate) mod session;
pub(crate) mod socket;
