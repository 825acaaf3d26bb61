//! The parts that all HTTP interfaces share.

pub(crate) mod access;
pub(crate) mod body;
pub(crate) mod guard;
pub(crate) mod panics;
pub(crate) mod path;
pub(crate) mod peer;
pub(crate) mod place;
pub(crate) mod plain_words;
pub(crate) mod problem;
