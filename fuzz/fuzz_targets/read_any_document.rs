//! `inspect` reads a document exactly if the plain reader does, and both read the same claims, for any compression.
#![no_main]

use data_encoding::HEXLOWER;
use libfuzzer_sys::fuzz_target;
use usersig::inspect;
use usersig_fuzz::{model, packing};

fuzz_target!(|bytes: &[u8]| {
    let Some((level, document)) = bytes.split_first() else { return };
    let stream = packing::deflate(document, *level);
    if document.len() > packing::MAX_DOCUMENT || stream.len() > packing::MAX_STREAM {
        return;
    }
    match (inspect(&packing::to_text(&stream)), model::read(document)) {
        (Ok(read), Some((claims, mac))) => {
            assert_eq!((&read.user_id, read.sdk_app_id.number()), (&claims.user_id, claims.sdk_app_id));
            let times = (read.issued_at.as_secs(), read.expires_at.as_secs());
            assert_eq!(times, (claims.issued_at, claims.expires_at));
            assert_eq!(read.userbuf.is_some(), claims.userbuf.is_some());
            assert_eq!(read.fingerprint.to_string(), HEXLOWER.encode(&mac[..8]));
        }
        (Err(_), None) => {}
        (read, claims) => assert!(model::has_a_huge_number(document), "{read:?} but {claims:?}"),
    }
});
