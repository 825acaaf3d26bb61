//! `flate2` accepts each stream that our inflater accepts. Only a strict rule makes ours refuse one that it accepts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use usersig::{BadZlib, MalformedTicket, inspect};
use usersig_fuzz::packing;

fuzz_target!(|stream: &[u8]| {
    if (1..=packing::MAX_STREAM - 4).contains(&stream.len()) {
        compare(stream);
        compare(&packing::mend(stream));
    }
});

fn compare(stream: &[u8]) {
    let taken = match inspect(&packing::to_text(stream)) {
        // `flate2` accepts one incomplete literal code: the one with a single symbol.
        Err(MalformedTicket::BadZlib(BadZlib::Code | BadZlib::Padding | BadZlib::TooManyBlocks)) => return,
        Err(MalformedTicket::BadZlib(_) | MalformedTicket::TooBig) => false,
        _ => true,
    };
    assert_eq!(taken, packing::inflate(stream).is_some(), "{stream:02x?}");
}
