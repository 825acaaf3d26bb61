//! What repeats in the known pieces of a document, found once, when this crate is compiled.

use super::fixed::{distance_token, length_token};
use crate::document::{Field, MAX_PIECES, Piece};

/// The copies that write the known pieces of a layout in the fewest bits, for values of typical length.
pub(crate) struct Plan {
    pub(crate) pieces: &'static [Piece],
    copies: [Copy; MAX_COPIES],
    /// How many copies there are up to the end of each piece.
    ends: [usize; MAX_PIECES],
}

/// Some bytes of a piece stand in an earlier piece already, or earlier in the same.
#[derive(Clone, Copy)]
pub(super) struct Copy {
    pub(super) at: usize,
    pub(super) len: usize,
    pub(super) source_piece: usize,
    pub(super) source_at: usize,
}

const MAX_COPIES: usize = 24;

/// More than a typical document has.
const MAX_TYPICAL: usize = 320;

impl Plan {
    pub(crate) const fn new(pieces: &'static [Piece]) -> Self {
        let document = Typical::new(pieces);
        let best = document.cheapest();
        let nowhere = Copy { at: 0, len: 0, source_piece: 0, source_at: 0 };
        let mut plan = Self { pieces, copies: [nowhere; MAX_COPIES], ends: [0; MAX_PIECES] };
        let mut count = 0;
        let mut next = 0;
        while next < document.len {
            let (len, source) = best[next];
            let ((piece, at), (source_piece, source_at)) = (document.places[next], document.places[source]);
            if len > 1 {
                plan.copies[count] = Copy { at, len, source_piece, source_at };
                count += 1;
            }
            plan.ends[piece] = count;
            next += len;
        }
        plan
    }

    pub(super) fn copies_in(&self, piece: usize) -> &[Copy] {
        let first = if piece == 0 { 0 } else { self.ends[piece - 1] };
        &self.copies[first..self.ends[piece]]
    }
}

/// A document whose known bytes are themselves and whose others equal nothing.
struct Typical {
    bytes: [usize; MAX_TYPICAL],
    /// The piece each byte is in, and its place there.
    places: [(usize, usize); MAX_TYPICAL],
    len: usize,
}

impl Typical {
    const fn new(pieces: &[Piece]) -> Self {
        let mut document = Self { bytes: [0; MAX_TYPICAL], places: [(0, 0); MAX_TYPICAL], len: 0 };
        let mut index = 0;
        while index < pieces.len() {
            let len = match pieces[index] {
                Piece::Text(known) => known.len(),
                Piece::Value(field) => typical_len(field),
            };
            let mut at = 0;
            while at < len {
                document.bytes[document.len] = match pieces[index] {
                    Piece::Text(known) => known.as_bytes()[at] as usize,
                    Piece::Value(_) => 256 + document.len,
                };
                document.places[document.len] = (index, at);
                document.len += 1;
                at += 1;
            }
            index += 1;
        }
        document
    }

    /// For each place, how many bytes to write next and where to copy them from, so that the rest takes fewest bits.
    const fn cheapest(&self) -> [(usize, usize); MAX_TYPICAL] {
        let mut bits = [0; MAX_TYPICAL + 1];
        let mut best = [(1, 0); MAX_TYPICAL];
        let mut at = self.len;
        while at > 0 {
            at -= 1;
            bits[at] = bits[at + 1] + 8;
            let mut longest = 2;
            let mut source = at;
            // The nearest source of each length is the cheapest.
            while source > 0 {
                source -= 1;
                let common = self.common(source, at);
                while longest < common {
                    longest += 1;
                    let cost = length_token(longest).count + distance_token(at - source).count + bits[at + longest];
                    if cost < bits[at] {
                        bits[at] = cost;
                        best[at] = (longest, source);
                    }
                }
            }
        }
        best
    }

    const fn common(&self, source: usize, at: usize) -> usize {
        let mut len = 0;
        while at + len < self.len && self.bytes[source + len] == self.bytes[at + len] {
            len += 1;
        }
        len
    }
}

const fn typical_len(field: Field) -> usize {
    match field {
        Field::Expire => 6,
        Field::Identifier => 16,
        Field::SdkAppId | Field::Time => 10,
        Field::Sig => 44,
        Field::UserBuf => 64,
        Field::Ver => 3,
    }
}
