//! From claims and MAC to the text of a ticket, and back.

pub(crate) mod batch;
pub(crate) mod checksum;
pub(crate) mod deflate;
pub(crate) mod document;
pub(crate) mod draft;
pub(crate) mod inflate;
pub(crate) mod json;
pub(crate) mod rewrite;
pub(crate) mod tail;
pub(crate) mod template;
pub(crate) mod ticket;
