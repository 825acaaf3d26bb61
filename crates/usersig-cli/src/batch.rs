//! Signs or verifies many lines: read in chunks, processed by all CPUs, written in the order of the input.

mod answers;
mod bad_lines;
mod chunk_result;
pub(crate) mod chunks;
mod csv;
mod doubts;
pub(crate) mod ending;
mod fields;
pub(crate) mod format;
mod header;
pub(crate) mod interrupt;
mod job;
pub(crate) mod mint;
mod ordered_writer;
mod output;
pub(crate) mod pipeline;
mod progress;
mod record;
pub(crate) mod source;
pub(crate) mod tally;
pub(crate) mod task;
pub(crate) mod verify;
