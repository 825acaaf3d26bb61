//! The integration tests of `usersig-login`, in one binary.
#![allow(clippy::cast_possible_truncation, reason = "the numbers of a test are small")]
#![allow(clippy::match_same_arms, clippy::too_many_lines, reason = "a table of a test has a row for each case")]

mod model;
mod support;

mod attacks;
mod bounds;
mod careless_app;
mod clock_jumps;
mod documents;
mod guides_devices;
mod guides_login;
mod guides_logout;
mod guides_online;
mod guides_status;
mod hostile_states;
mod long_simulations;
mod policy_changes;
mod policy_walk;
mod queries;
mod random_drivers;
mod reports_accounts;
mod reports_devices;
mod reports_keeper;
mod reports_kicks;
mod reports_service;
mod service_accounts;
mod service_active_users;
mod service_agrees;
mod service_clock;
mod service_expiry;
mod service_links;
mod service_logins;
mod service_refusals;
mod sharded_state;
mod simulation;
mod smallest;
mod snapshots;
mod stories_alone;
mod stories_app_team;
mod stories_together;
mod tcp;
mod used_links;
