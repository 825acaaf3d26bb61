//! Counts for Prometheus of what a shared store did not do.

use metrics::{counter, describe_counter};

const FAILURES: &str = "usersig_store_failures_total";
const DAMAGED: &str = "usersig_store_damaged_total";
const REPLACED: &str = "usersig_store_replaced_total";

/// Shows the counts from the beginning, so that an alarm sees the first increase.
pub(crate) fn start() {
    describe_counter!(FAILURES, "Requests that the shared store did not answer, by reason");
    describe_counter!(DAMAGED, "Entries of the shared store that could not be read");
    describe_counter!(REPLACED, "Times the shared store was emptied or replaced");
    counter!(DAMAGED).absolute(0);
    counter!(REPLACED).absolute(0);
}

/// A request that the store did not answer.
pub(crate) fn failure(reason: &'static str) {
    counter!(FAILURES, "reason" => reason).increment(1);
}

/// Entries that could not be read.
pub(crate) fn damaged(entries: u64) {
    counter!(DAMAGED).increment(entries);
}

/// The store was emptied, or is another one.
pub(crate) fn replaced() {
    counter!(REPLACED).increment(1);
}
