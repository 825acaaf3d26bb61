//! Building blocks without a meaning of their own.

pub(crate) mod base64;
pub(crate) mod byte_writer;
pub(crate) mod short_text;
