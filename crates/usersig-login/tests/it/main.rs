//! The integration tests of `usersig-login`, in one binary.
#![allow(clippy::cast_possible_truncation, reason = "the numbers of a test are small")]
#![allow(clippy::match_same_arms, clippy::too_many_lines, reason = "a table of a test has a row for each case")]

mod support;

mod guides_devices;
mod guides_login;
mod guides_logout;
mod guides_status;
