//! Values that several parts of the service share.

pub(crate) mod account;
pub(crate) mod moment;
pub(crate) mod number;
pub(crate) mod object;
pub(crate) mod on_store_failure;
pub(crate) mod outcome;
pub(crate) mod per_worker;
pub(crate) mod rate;
pub(crate) mod route;
pub(crate) mod span;
