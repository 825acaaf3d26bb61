//! What our inflater takes, `flate2` takes; and what `flate2` takes, ours refuses for its own strict rules alone.
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
        // Of literal codes that are not complete, `flate2` takes the one with a single symbol.
        Err(MalformedTicket::BadZlib(BadZlib::Code | BadZlib::Padding | BadZlib::TooManyBlocks)) => return,
        Err(MalformedTicket::BadZlib(_) | MalformedTicket::TooBig) => false,
        _ => true,
    };
    assert_eq!(taken, packing::inflate(stream).is_some(), "{stream:02x?}");
}
