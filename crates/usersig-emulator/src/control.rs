//! `/emulator/v1`: tests control the emulator.

mod accounts;
mod answer;
mod apps;
mod check;
pub(crate) mod clock;
mod codes;
mod devices;
mod faults;
mod journal;
mod links;
mod online;
mod openapi;
mod query_names;
pub(crate) mod routes;
mod sessions;
mod settings_schema;
mod state;
mod stream;
mod user_sig;
