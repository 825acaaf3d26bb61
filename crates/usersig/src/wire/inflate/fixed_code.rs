//! The code every block may use without describing it (RFC 1951, 3.2.6).

use crate::wire::inflate::lengths::Lengths;
use crate::wire::inflate::tables::{DISTANCES, LITERALS, Tables};

pub(super) static FIXED: Tables = {
    let (mut literals, mut distances) = (Lengths::<LITERALS>::NONE, Lengths::<DISTANCES>::NONE);
    let mut symbol = 0;
    while symbol < LITERALS {
        let bits = match symbol {
            144..256 => 9,
            256..280 => 7,
            _ => 8,
        };
        literals.push(symbol, bits);
        if symbol < DISTANCES {
            distances.push(symbol, 5);
        }
        symbol += 1;
    }
    let mut tables = Tables::EMPTY;
    match tables.fill(&literals, &distances) {
        Ok(()) => tables,
        Err(_) => panic!("the fixed codes are complete"),
    }
};
