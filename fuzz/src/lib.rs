//! Code that the targets share. It does not use the readers and writers that they test.

pub mod legal;
pub mod model;
pub mod packing;
