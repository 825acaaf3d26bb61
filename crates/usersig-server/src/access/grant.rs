//! The permissions of a business server.

use std::fmt;

use serde::{Deserialize, Serialize};
use usersig::SdkAppId;

use crate::words::rate::Rate;
use crate::words::span::Span;

/// One kind of operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Scope {
    /// Together with `sign`: tickets of administrators, who control the whole app through the REST interface.
    Admin,
    Revoke,
    Sign,
    Verify,
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Admin => "admin",
            Self::Revoke => "revoke",
            Self::Sign => "sign",
            Self::Verify => "verify",
        })
    }
}

/// The permissions that the configuration gives a caller.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub(crate) scopes: Vec<Scope>,
    pub(crate) apps: Vec<SdkAppId>,
    pub(crate) ttl_limit: Option<Span>,
    pub(crate) rate: Rate,
}

impl Grant {
    pub(crate) fn has(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}
