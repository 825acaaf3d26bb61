//! A verifier gives the same verdict on a UserSig whether it first writes the ticket again or only reads it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use usersig::test_util::user_sig_by_reader;
use usersig_fuzz::legal::Legal;
use usersig_fuzz::packing;

fuzz_target!(|input: (Legal, bool, [(u16, u8); 2])| {
    let (claims, bends_text, changes) = input;
    let verifier = claims.verifier();
    let text = claims.sign();
    let mut bytes = if bends_text { text.into_bytes() } else { packing::from_text(&text) };
    for (at, change) in changes {
        let at = usize::from(at) % bytes.len();
        bytes[at] ^= change;
    }
    let bent = if bends_text { String::from_utf8_lossy(&bytes).into_owned() } else { packing::to_text(&bytes) };
    let verdict = verifier.user_sig(&bent, &claims.user_id, claims.now);
    assert_eq!(verdict, user_sig_by_reader(&verifier, &bent, &claims.user_id, claims.now), "{bent}");
});
