//! The calls of a registry, by topic. Each file adds methods to it.

pub(in crate::service) mod accounts;
pub(in crate::service) mod forced_logout;
mod link;
mod login;
mod make_place;
pub(in crate::service) mod query;
mod reconnect;
mod refusals;
mod register;
mod sessions;
mod timeout;
