//! The JSON document in a ticket.

pub(crate) mod field;
pub(crate) mod read;
pub(crate) mod write;
