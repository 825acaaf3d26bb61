//! From claims to their MAC.

pub(crate) mod hmac;
pub(crate) mod mac_key;
pub(crate) mod message;
pub(crate) mod sha256;
pub(crate) mod signed_text;
