//! The two codes of a block: literals with lengths, and distances.

use super::bits::Bits;
use super::huffman::{Code, Needs};
use super::{BadZlib, Output};

pub(super) struct Tables {
    literals: Code<LITERALS, 512>,
    distances: Code<DISTANCES, 128>,
}

/// Literals, the end of the block, lengths; the last two exist in the fixed code only and mean nothing.
const LITERALS: usize = 288;
/// The last two exist in the fixed code only and mean nothing.
const DISTANCES: usize = 32;

const END_OF_BLOCK: u16 = 256;

/// The code every block may use without describing it (3.2.6).
pub(super) static FIXED: Tables = {
    let mut lengths = [8; LITERALS];
    let mut symbol = 144;
    while symbol < 280 {
        lengths[symbol] = if symbol < 256 { 9 } else { 7 };
        symbol += 1;
    }
    match (Code::new(&lengths, Needs::Complete), Code::new(&[5; DISTANCES], Needs::Complete)) {
        (Ok(literals), Ok(distances)) => Tables { literals, distances },
        _ => panic!("the fixed codes are complete"),
    }
};

/// The order in which a block gives the lengths of the code for code lengths (3.2.7).
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

impl Tables {
    /// Reads the description of a dynamic block's codes.
    pub(super) fn read(bits: &mut Bits<'_>) -> Result<Self, BadZlib> {
        let literal_count = bits.take(5)? as usize + 257;
        let distance_count = bits.take(5)? as usize + 1;
        let order_count = bits.take(4)? as usize + 4;
        if literal_count > LITERALS - 2 || distance_count > DISTANCES - 2 {
            return Err(BadZlib::Code);
        }
        let mut lengths = [0; ORDER.len()];
        for &place in &ORDER[..order_count] {
            lengths[place] = bits.take(3)? as u8;
        }
        let code = Code::<19, 128>::new(&lengths, Needs::Complete)?;

        let mut lengths = [0; LITERALS + DISTANCES];
        let lengths = &mut lengths[..literal_count + distance_count];
        read_lengths(bits, &code, lengths)?;
        let (literals, distances) = lengths.split_at(literal_count);
        if literals[usize::from(END_OF_BLOCK)] == 0 {
            return Err(BadZlib::Code);
        }
        Ok(Self {
            literals: Code::new(literals, Needs::Complete)?,
            distances: Code::new(distances, Needs::CompleteOrSingle)?,
        })
    }

    /// Inflates one block, the end of it included.
    pub(super) fn inflate(&self, bits: &mut Bits<'_>, output: &mut Output<'_>) -> Result<(), BadZlib> {
        loop {
            // A length and a distance take 48 bits at most.
            bits.refill();
            match self.literals.read(bits)? {
                literal @ 0..256 => output.put_literal(literal as u8)?,
                END_OF_BLOCK => return Ok(()),
                symbol => {
                    let len = read_length(bits, symbol)?;
                    let symbol = self.distances.read(bits)?;
                    let distance = read_distance(bits, symbol)?;
                    output.copy(distance, len)?;
                }
            }
        }
    }
}

fn read_lengths(bits: &mut Bits<'_>, code: &Code<19, 128>, lengths: &mut [u8]) -> Result<(), BadZlib> {
    let mut at = 0;
    while at < lengths.len() {
        bits.refill();
        let (length, times) = match code.read(bits)? {
            length @ 0..16 => (length as u8, 1),
            16 => {
                let previous = at.checked_sub(1).ok_or(BadZlib::Code)?;
                (lengths[previous], 3 + bits.take(2)? as usize)
            }
            17 => (0, 3 + bits.take(3)? as usize),
            _ => (0, 11 + bits.take(7)? as usize),
        };
        lengths.get_mut(at..at + times).ok_or(BadZlib::Code)?.fill(length);
        at += times;
    }
    Ok(())
}

fn read_length(bits: &mut Bits<'_>, symbol: u16) -> Result<usize, BadZlib> {
    match usize::from(symbol) - 257 {
        rest @ 0..8 => Ok(3 + rest),
        28 => Ok(258),
        rest @ 8..28 => {
            let extra = rest as u32 / 4 - 1;
            Ok(3 + ((4 + rest % 4) << extra) + bits.take(extra)? as usize)
        }
        _ => Err(BadZlib::Symbol),
    }
}

fn read_distance(bits: &mut Bits<'_>, symbol: u16) -> Result<usize, BadZlib> {
    match usize::from(symbol) {
        rest @ 0..4 => Ok(1 + rest),
        rest @ 4..30 => {
            let extra = rest as u32 / 2 - 1;
            Ok(1 + ((2 + rest % 2) << extra) + bits.take(extra)? as usize)
        }
        _ => Err(BadZlib::Distance),
    }
}
