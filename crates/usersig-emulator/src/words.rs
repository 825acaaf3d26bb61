//! Values that several folders share.

pub(crate) mod a2_key;
pub(crate) mod app_key;
pub(crate) mod cause;
pub(crate) mod forced_logout;
pub(crate) mod kick_type;
pub(crate) mod link_id;
pub(crate) mod tiny_id;
