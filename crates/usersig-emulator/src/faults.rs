//! Faults that a test injects.

pub(crate) mod fault;
pub(crate) mod faults_in_force;
