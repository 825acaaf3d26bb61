//! The two codes of a block: literals with lengths, and distances.

use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::huffman::{Code, Needs};
use crate::wire::inflate::sorted::{Lengths, Sorted};

/// The counts of entries are the most that codes of 286 and of 30 symbols can take, as `enough 286 8` and `enough 30 7` of
/// zlib find them. With fewer entries, a ticket could make [`fill`](Self::fill) panic. The tests compute these counts.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::inflate::sorted::{DISTANCES, LITERALS, MAX_BITS};

    /// How many codes have each length.
    type Counts = [usize; MAX_BITS + 1];

    #[test]
    fn the_codes_that_take_the_most_entries_fit_in_their_tables() {
        let mut tables = Tables::EMPTY;
        let literals = largest_for(&tables.literals, LITERALS - 2);
        let distances = largest_for(&tables.distances, DISTANCES - 2);
        let mut sorted = Sorted::UNUSED;
        sorted.clear();
        let literals = pushed(&literals, &mut sorted);
        let distances = pushed(&distances, &mut sorted);
        assert_eq!(tables.fill(&sorted, &literals, &distances), Ok(()));
    }

    #[test]
    fn zlib_has_found_the_same_numbers_of_entries_for_its_own_tables() {
        let (literals, distances) = (largest(9, 286).0, largest(6, 30).0);
        assert_eq!((literals, distances), (852, 592), "ENOUGH_LENS and ENOUGH_DISTS in inftrees.h");
    }

    /// The code that takes the most entries. They must be as many as the table has.
    fn largest_for<const FAST_BITS: usize, const ENTRIES: usize>(
        _: &Code<FAST_BITS, ENTRIES>,
        symbols: usize,
    ) -> Counts {
        let (entries, counts) = largest(FAST_BITS, symbols);
        assert_eq!(entries, ENTRIES, "{symbols} symbols behind a first table of {FAST_BITS} bits");
        counts
    }

    fn pushed(counts: &Counts, sorted: &mut Sorted) -> Lengths {
        let lengths = (1..).zip(&counts[1..]).flat_map(|(bits, count)| std::iter::repeat_n(bits, *count));
        lengths.enumerate().for_each(|(symbol, bits)| sorted.push(symbol, bits));
        sorted.end_code()
    }

    /// The most entries that a complete code can take, and such a code.
    ///
    /// Codes of more than `fast_bits` bits that begin alike share a second table. It is as wide as the longest of them.
    /// Codes are sorted by length, so no code in a second table is shorter than those in the table before. The fewest
    /// codes that fill a table with codes of `least` to `most` bits are one for each prefix of `least` bits, one of which
    /// is split once for each further bit. The first table needs the fewest short codes for the entries that have no second
    /// table if there is one code for each power of two in their number.
    fn largest(fast_bits: usize, symbols: usize) -> (usize, Counts) {
        let (first_table, deepest) = (1_usize << fast_bits, MAX_BITS - fast_bits);
        let mut largest = (first_table, [0; MAX_BITS + 1]);
        // By the longest code so far, without the bits for the first table, and by the number of long codes.
        let none = vec![vec![None; symbols + 1]; deepest + 1];
        let mut reached = none.clone();
        reached[1][0] = Some(largest);
        for second_tables in 1..=first_table {
            let mut next = none.clone();
            for least in 1..=deepest {
                for most in least..=deepest {
                    let codes = (1 << least) + most - least;
                    for used in codes..=symbols {
                        let Some((entries, mut counts)) = reached[least][used - codes] else { continue };
                        let entries = entries + (1 << most);
                        if next[most][used].is_none_or(|(others, _)| others < entries) {
                            counts[fast_bits + least] += (1 << least) - 1;
                            (least + 1..=most).for_each(|bits| counts[fast_bits + bits] += 1);
                            counts[fast_bits + most] += 1;
                            next[most][used] = Some((entries, counts));
                        }
                    }
                }
            }
            let short = first_table - second_tables;
            for (used, code) in next.iter().flat_map(|by_used| by_used.iter().enumerate()) {
                if let Some((entries, mut counts)) = *code
                    && entries > largest.0
                    && used + short.count_ones() as usize <= symbols
                {
                    (0..fast_bits).for_each(|power| counts[fast_bits - power] += short >> power & 1);
                    largest = (entries, counts);
                }
            }
            reached = next;
        }
        largest
    }
}
