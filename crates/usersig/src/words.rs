//! The values a ticket is made of. Each type checks its input once, in its constructor.

pub(crate) mod identifier;
pub(crate) mod printable_name;
pub(crate) mod privileges;
pub(crate) mod room;
#[cfg(feature = "serde")]
mod room_data;
pub(crate) mod sdk_app_id;
pub(crate) mod secret_key;
pub(crate) mod time;
pub(crate) mod user_id;
#[cfg(feature = "serde")]
mod whole_number;
