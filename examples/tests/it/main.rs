//! The examples, run as programs and called over HTTP on loopback.

mod business_server;
mod minimal_server;
mod program;
mod rest_call;
mod rotating_keys;
mod settings;
