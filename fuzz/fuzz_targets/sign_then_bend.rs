//! A signed ticket with one changed byte in its text, stream or document is refused or states the same claims. A
//! document with the same claims is accepted.
#![no_main]

use libfuzzer_sys::fuzz_target;
use usersig_fuzz::legal::Legal;
use usersig_fuzz::{model, packing};

fuzz_target!(|input: (Legal, u8, u8, u16, u8)| {
    let (claims, layer, change, at, byte) = input;
    let text = claims.sign();
    let signed = claims.verify(&text).expect("a signed ticket is good");
    let stream = packing::from_text(&text);
    let document = packing::inflate(&stream).expect("a signed ticket is a zlib stream");

    let bent_document = bend(&document, change, at, byte);
    let bent_text = match layer % 3 {
        0 => String::from_utf8_lossy(&bend(text.as_bytes(), change, at, byte)).into_owned(),
        1 => packing::to_text(&bend(&stream, change, at, byte)),
        _ => packing::to_text(&packing::deflate(&bent_document, layer)),
    };
    match claims.verify(&bent_text) {
        Ok(bent) => assert_eq!(bent, signed, "{bent_text}"),
        Err(refused) if layer % 3 == 2 => {
            assert_ne!(model::read(&bent_document), model::read(&document), "{refused}: {bent_text}");
        }
        Err(_) => {}
    }
});

fn bend(bytes: &[u8], change: u8, at: u16, byte: u8) -> Vec<u8> {
    let (mut bytes, at) = (bytes.to_vec(), usize::from(at) % bytes.len());
    match change % 3 {
        0 => bytes[at] = byte,
        1 => bytes.insert(at, byte),
        _ => _ = bytes.remove(at),
    }
    bytes
}
