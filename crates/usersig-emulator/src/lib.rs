//! A login service of Tencent Cloud IM for tests, to which the official Web SDK logs in.
//!
//! The binary `usersig-emulator` runs it. [`start`] runs it in a test's own process.

#![warn(clippy::unwrap_used)]
#![allow(dead_code, reason = "the REST interface, the webhook and the state follow")]

// Values, the clock, and the frames of the SDK.
mod clock;
mod journal;
mod wire;
mod words;

// The emulator: apps behind one lock.
mod app;
mod webhook;
mod world;

// Its edges.
mod http;

mod control;
mod gateway;

// The program.
mod serve;

pub use serve::options::{Options, OwnKeys};
pub use serve::running::{Running, start};
