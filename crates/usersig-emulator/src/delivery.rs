//! Notifications leave the emulator.

pub(crate) mod courier;
mod post;
