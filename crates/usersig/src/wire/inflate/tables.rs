//! The two codes of a block: literals with lengths, and distances.

use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::huffman::{Code, Needs};
use crate::wire::inflate::sorted::{Lengths, Sorted};

/// The counts of entries are the most that codes of 286 and of 30 symbols can take, as zlib's `enough` finds them.
///
/// The first table of the literals is as wide as a byte. Nearly every literal of a ticket has a code of at most eight bits.
pub(super) struct Tables {
    pub(super) literals: Code<8, 660>,
    pub(super) distances: Code<7, 400>,
}

impl Tables {
    pub(super) const EMPTY: Self = Self { literals: Code::EMPTY, distances: Code::EMPTY };

    /// Becomes the two codes of these lengths, whatever it was before.
    pub(super) const fn fill(
        &mut self,
        sorted: &Sorted,
        literals: &Lengths,
        distances: &Lengths,
    ) -> Result<(), BadZlib> {
        match self.literals.fill(sorted, literals, Needs::Complete) {
            Ok(()) => self.distances.fill(sorted, distances, Needs::CompleteOrSingle),
            bad => bad,
        }
    }
}
