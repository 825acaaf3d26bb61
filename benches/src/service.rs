//! The signing service under load.

pub mod bare;
pub mod load;
pub mod process;
pub mod redis;
pub mod restart;
