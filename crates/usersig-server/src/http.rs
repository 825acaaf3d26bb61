//! The API over HTTP.

pub(crate) mod admin;
pub(crate) mod answers;
pub(crate) mod body;
pub(crate) mod description;
pub(crate) mod exchange;
pub(crate) mod handlers;
pub(crate) mod host;
pub(crate) mod notes;
pub(crate) mod openapi;
pub(crate) mod operations;
pub(crate) mod panics;
mod parse;
pub(crate) mod problem;
pub(crate) mod refusals;
pub(crate) mod reply;
pub(crate) mod request_id;
pub(crate) mod requests;
pub(crate) mod router;
pub(crate) mod service;
