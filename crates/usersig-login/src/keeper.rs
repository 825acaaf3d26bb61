//! Keeps a user logged in, and never loops through logins.

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
