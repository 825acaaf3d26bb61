//! Who calls, and what the caller may do.

pub(crate) mod api_key;
pub(crate) mod caller;
pub(crate) mod certificate;
pub(crate) mod credentials;
pub(crate) mod grant;
pub(crate) mod issuers;
pub(crate) mod jwk_set;
pub(crate) mod policy;
pub(crate) mod room_grant;
