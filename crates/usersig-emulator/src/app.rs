//! One app: its accounts, its devices, and how they reach it.

pub(crate) mod app_settings;
pub(crate) mod app_state;
mod consequences;
pub(crate) mod effects;
pub(crate) mod ending;
mod links;
pub(crate) mod logins;
pub(crate) mod open_link;
pub(crate) mod rates;
mod reconnects;
pub(crate) mod secrets;
pub(crate) mod time;
