//! The running service: the binary on loopback, as an operator starts it.

mod access;
mod audit;
mod certificates;
mod commands;
mod config;
mod crashes;
mod floods;
mod harness;
mod http;
mod login_tokens;
mod operation;
mod revocation;
mod rotation;
mod signing;
mod smuggling;
mod store_failure;
mod verification;
