//! The emulator as its users meet it: the real binary on loopback.

mod bounds;
mod clock;
mod config;
mod console;
mod faults;
mod gateway;
mod harness;
mod in_process;
mod journal;
mod kicks;
mod messages;
mod rest;
mod safety;
mod secrets;
mod state;
mod tls;
mod webhook;
