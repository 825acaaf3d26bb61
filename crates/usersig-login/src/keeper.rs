//! Keeps a user logged in without logging in round in circles.

mod action;
mod history;
mod machine;
mod pace;
mod settings;
mod state;
mod transition;

pub use action::KeeperAction;
pub use machine::SessionKeeper;
pub use settings::KeeperSettings;
