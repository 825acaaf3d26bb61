//! Values that are valid but probably a mistake. The program warns of them before it signs.

pub(crate) mod doubt;
pub(crate) mod key;
mod key_doubt;
pub(crate) mod lifetime;
pub(crate) mod user_id;
