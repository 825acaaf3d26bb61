//! What the targets share. None of it uses the readers and writers they test.

pub mod legal;
pub mod model;
pub mod packing;
