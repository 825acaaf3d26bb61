//! The code every block may use without describing it (RFC 1951, 3.2.6).

use crate::wire::inflate::sorted::{DISTANCES, LITERALS, Sorted};
use crate::wire::inflate::tables::Tables;

pub(super) static FIXED: Tables = {
    let mut sorted = Sorted::UNUSED;
    sorted.clear();
    let mut symbol = 0;
    while symbol < LITERALS {
        let bits = match symbol {
            144..256 => 9,
            256..280 => 7,
            _ => 8,
        };
        sorted.push(symbol, bits);
        symbol += 1;
    }
    let literals = sorted.end_code();
    symbol = 0;
    while symbol < DISTANCES {
        sorted.push(symbol, 5);
        symbol += 1;
    }
    let distances = sorted.end_code();
    let mut tables = Tables::EMPTY;
    match tables.fill(&sorted, &literals, &distances) {
        Ok(()) => tables,
        Err(_) => panic!("the fixed codes are complete"),
    }
};
