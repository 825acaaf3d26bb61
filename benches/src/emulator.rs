//! The login emulator under load.

pub mod link;
pub mod load;
pub mod process;
