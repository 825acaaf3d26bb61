//! The members of a ticket's JSON document.

pub(crate) mod field;
mod read;
mod write;

pub(crate) use read::{BadDocument, read};
pub(crate) use write::{AppText, Document, EXPIRE, HEAD, SDK_APP_ID, SIG, TIME, write};
