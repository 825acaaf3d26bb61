//! The keys that may have signed: those that were given, in each form that keys arrive in.

pub(super) mod assignments;
pub(super) mod cores;
pub(super) mod damage;
pub(super) mod forms;
pub(super) mod placeholders;
pub(super) mod shape;
