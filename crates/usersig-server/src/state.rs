//! The values that the configuration gives to the requests.

use std::time::Duration;

use usersig::{Lifetime, Tolerances};

use crate::access::credentials::Credentials;
use crate::keys::apps::Apps;
use crate::words::on_store_failure::OnStoreFailure;
use crate::words::rate::Rate;

/// The values that SIGHUP replaces together. A request uses one set of them from its start to its end.
pub(crate) struct Live {
    pub(crate) apps: Apps,
    pub(crate) credentials: Credentials,
}

/// The values that stay until a restart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) body_timeout: Duration,
    pub(crate) default_lifetime: Lifetime,
    pub(crate) failed_verifications: Rate,
    pub(crate) lifetime_limit: Lifetime,
    pub(crate) longest_accepted: Duration,
    pub(crate) on_store_failure: OnStoreFailure,
    pub(crate) per_user: Rate,
    /// Without a valid-after time, which each account has for itself.
    pub(crate) tolerances: Tolerances,
}
