//! The command line from outside: the real binary, run as a person or a script runs it.

mod answers;
mod batch;
#[cfg(target_os = "linux")]
mod batch_machine;
mod batches;
#[cfg(target_os = "linux")]
mod closed_streams;
mod doctor;
mod documents;
mod doubts;
mod fixture;
mod help;
#[cfg(unix)]
mod home;
#[cfg(unix)]
mod key_leaks;
#[cfg(unix)]
mod keys;
#[cfg(target_os = "linux")]
mod killed;
#[cfg(target_os = "linux")]
mod machine;
#[cfg(target_os = "linux")]
mod outputs;
#[cfg(unix)]
mod profiles;
mod records;
mod status;
mod support;
#[cfg(target_os = "linux")]
mod terminal;
#[cfg(unix)]
mod tickets;
