//! A signed text in its parts, so that each part can differ from the right one.

pub(super) mod facts;
pub(super) mod labels;
pub(super) mod layout;
pub(super) mod line_values;
pub(super) mod numbers;
pub(super) mod parts;
pub(super) mod ranges;
pub(super) mod search;
pub(super) mod userbufs;
pub(super) mod whole;
