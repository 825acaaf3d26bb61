//! Conveniences for a server that embeds the library.

pub(crate) mod key_ring;
pub(crate) mod rest_query;
pub(crate) mod ticket_cache;
