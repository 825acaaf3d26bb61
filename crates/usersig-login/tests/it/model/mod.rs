//! The service again, slow and obvious, from the documents: lists that are searched from end to end, and nothing kept
//! that can be worked out.

pub(crate) mod accounts;
pub(crate) mod calendar;
pub(crate) mod links;
pub(crate) mod logins;
pub(crate) mod policy;
pub(crate) mod refusals;
pub(crate) mod state;
