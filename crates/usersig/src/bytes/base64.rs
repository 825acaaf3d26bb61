//! Base64 (RFC 4648): the ticket's own alphabet outside, the standard one inside. Both are canonical, which means no white
//! space, exact padding, and unused bits that are zero.
//!
//! The encoder and the decoder of the crate `base64` are fast on whole groups of 24 bytes, and slow on the bytes behind
//! them. Therefore they get more bytes than needed, and everything behind the text is dropped. One MAC is too short for them.

mod alphabet;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod mac;
