//! A login service of Tencent Cloud IM for tests, to which the official Web SDK logs in.
//!
//! The binary `usersig-emulator` runs it. [`Emulator`] runs it in a test's own process, and [`start`] on a runtime of the caller.

#![warn(clippy::unwrap_used)]

// Values, the clock, and the frames of the SDK.
mod clock;
mod journal;
mod options;
mod wire;
mod words;

// The emulator: apps behind one lock.
mod app;
mod faults;
mod webhook;
mod world;

// Its edges.
mod config;
mod http;
mod state;
mod tls;

mod console;
mod control;
mod delivery;
mod gateway;
mod rest;

// The program.
pub mod direct;
mod in_process;
mod serve;

pub use in_process::Emulator;
pub use options::{Options, OwnKeys, Transport};
pub use serve::running::{Running, start};
