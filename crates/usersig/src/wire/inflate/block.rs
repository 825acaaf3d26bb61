//! The content of a block, which is written in the block's two codes.

use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::bits::Bits;
use crate::wire::inflate::huffman::Entry;
use crate::wire::inflate::output::Output;
use crate::wire::inflate::symbols::{END_OF_BLOCK, fixed_literals, read_distance, read_length};
use crate::wire::inflate::tables::Tables;

impl Tables {
    /// Inflates one block, the end of it included.
    pub(super) fn inflate<const IS_FIXED: bool, const N: usize>(
        &self,
        bits: &mut Bits<'_>,
        output: &mut Output<'_, N>,
    ) -> Result<(), BadZlib> {
        // Copies of their own, so that what changes with every symbol stays in registers.
        let (mut next, mut written) = (*bits, output.borrow());
        let read = self.symbols::<IS_FIXED, N>(&mut next, &mut written);
        *bits = next;
        let len = written.len();
        output.set_len(len);
        read
    }

    #[inline]
    fn symbols<const IS_FIXED: bool, const N: usize>(
        &self,
        next: &mut Bits<'_>,
        written: &mut Output<'_, N>,
    ) -> Result<(), BadZlib> {
        loop {
            next.refill()?;
            let entry = if IS_FIXED {
                let (run, count) = fixed_literals(next.peek());
                next.skip(8 * count as u32);
                written.put_word(run, count)?;
                next.refill()?;
                self.literals.entry(next)
            } else {
                self.short_literals(next, written)
            };
            // A length takes 20 bits at most, with those behind its code, and a distance 28.
            match self.literals.symbol_of(entry, next)? {
                literal @ 0..256 => written.put_literal(literal as u8)?,
                END_OF_BLOCK => return Ok(()),
                symbol => {
                    let len = read_length(next, symbol)?;
                    next.refill_below(28)?;
                    let symbol = self.distances.symbol_of(self.distances.entry(next), next)?;
                    let distance = read_distance(next, symbol)?;
                    written.copy(distance, len)?;
                }
            }
        }
    }

    /// Takes up to four literals whose codes are in the first table. They take at most 32 of the 56 bits that count. Returns
    /// the entry behind them. Near the end of the room it takes none, so that one after the other is checked there.
    #[inline(always)]
    fn short_literals<const N: usize>(&self, next: &mut Bits<'_>, written: &mut Output<'_, N>) -> Entry {
        let mut entry = self.literals.entry(next);
        if let Some(room) = written.room::<4>() {
            let mut count = 0;
            for byte in room {
                if !entry.is_literal() {
                    break;
                }
                next.skip(entry.bits());
                *byte = entry.value() as u8;
                count += 1;
                entry = self.literals.entry(next);
            }
            written.advance(count);
        }
        entry
    }
}
