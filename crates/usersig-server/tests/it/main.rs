//! The running service: the binary on loopback, as an operator starts it.

mod access;
mod audit;
mod certificates;
mod commands;
mod config;
mod crashes;
mod floods;
mod full_disk;
mod harness;
mod http;
mod login_tokens;
mod no_store;
mod operation;
mod precedence;
mod revocation;
mod rotation;
mod shared_cluster;
mod shared_contents;
mod shared_crashes;
mod shared_entries;
mod shared_failures;
mod shared_store;
mod signing;
mod smuggling;
mod store_failure;
mod verification;
