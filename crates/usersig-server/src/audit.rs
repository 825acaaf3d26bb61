//! The record of every decision.

pub(crate) mod fate;
pub(crate) mod group;
pub(crate) mod lane;
pub(crate) mod record;
pub(crate) mod shared;
pub(crate) mod sink;
pub(crate) mod trail;
pub(crate) mod writer;
