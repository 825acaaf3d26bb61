//! Serves the requests of a client. Every server calls [`Registry::serve`](crate::service::Registry::serve).

mod link;
mod serve;
mod sharded;
mod ticket_refused;

pub use link::Link;
pub use serve::Served;
