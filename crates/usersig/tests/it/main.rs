//! The public promises of the crate, one module for each subject.

mod attack;
mod attacks;
mod common;
#[cfg(feature = "serde")]
mod data;
mod given_userbuf;
mod golden;
mod identifiers;
mod keys;
mod mutants;
mod official_tickets;
#[cfg(feature = "proptest")]
mod properties;
mod refresh;
mod refusals;
mod refusals_page;
mod rest_query;
mod signing;
#[cfg(feature = "proptest")]
mod strategies;
#[cfg(feature = "proptest")]
mod test_util;
mod tolerances;
mod words;
