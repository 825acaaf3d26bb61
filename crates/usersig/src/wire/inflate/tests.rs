//! Our reader against flate2.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::bounds::{CAPACITY, MAX_LEN, SLACK};
use crate::wire::inflate::inflate;

fn ours(stream: &[u8]) -> Result<Vec<u8>, BadZlib> {
    let mut out = [0; CAPACITY];
    let len = inflate(&[stream, &[0xff; SLACK]].concat(), &mut out)?;
    Ok(out[..len].to_vec())
}

/// The output of flate2, and whether it read all of the stream.
fn theirs(stream: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut decoder = ZlibDecoder::new(stream);
    let mut out = Vec::new();
    decoder.by_ref().take(1 << 16).read_to_end(&mut out).ok()?;
    Some((out, decoder.total_in() == stream.len() as u64))
}

fn deflated(text: &[u8], level: u32) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(level));
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn assert_both_agree(stream: &[u8]) {
    match (ours(stream), theirs(stream)) {
        (Ok(text), theirs) => assert_eq!(theirs, Some((text, true)), "{stream:02x?}"),
        // A general reader bears with what only we refuse.
        (Err(BadZlib::BytesAfterTheEnd | BadZlib::Padding | BadZlib::TooBig | BadZlib::TooManyBlocks), _) => {}
        (Err(BadZlib::Code), Some((text, _))) => assert!(text.is_empty(), "{stream:02x?}"),
        (Err(bad), theirs) => assert_eq!(theirs, None, "{bad:?} {stream:02x?}"),
    }
}

/// Each byte half as often as the one before.
fn text_of_long_codes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u16>().prop_map(|random| random.leading_zeros() as u8), 0..MAX_LEN)
}

/// Each was taken for another fault by a reader that goes on with what is not there.
#[test]
fn a_stream_that_ends_too_early_is_cut_off_whatever_lies_behind_it() {
    let streams: [&[u8]; 5] = [
        b"\x78\x9c\x62\x60",
        b"\x78\x5e\x35\x8c\xcb",
        b"\x78\x9c\x4c\xcb\x31\x0e\xc4\x30\x0c\x04\x31\xec\x33\xcb\xc7\x96\xd5\x8f\x0a\xcd\xa8\x58\x89",
        b"\x78\x9c\xec\xc5\xb7\x09\x00\x00\x00\xc0\xa0\x7c\xfa\xe8\x3b\x4f\x2c\x8d\x3c\xe0",
        b"\x78\x9c\x12\x66\x13\x60\xe6\x63\xe0\x20",
    ];
    for stream in streams {
        for slack in [0x00, 0x55, 0xff] {
            let mut out = [0; CAPACITY];
            let cut_off = inflate(&[stream, &[slack; SLACK]].concat(), &mut out);
            assert_eq!(cut_off, Err(BadZlib::CutOff), "{stream:02x?} before {slack:02x}");
        }
    }
}

proptest! {
    #[test]
    fn what_follows_a_stream_changes_nothing(
        text in prop_oneof!["[a-h]{0,60}[A-Za-z0-9]{0,200}".prop_map(String::into_bytes), text_of_long_codes()],
        level in 0..=9_u32,
        len in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        bit in 0..8_u32,
        slack in any::<[u8; SLACK]>(),
    ) {
        let mut stream = deflated(&text, level);
        stream.truncate(1 + len.index(stream.len()));
        let at = at.index(stream.len());
        stream[at] ^= 1 << bit;
        let mut out = [0; CAPACITY];
        let read = inflate(&[&stream[..], &slack].concat(), &mut out).map(|len| out[..len].to_vec());
        prop_assert_eq!(read, ours(&stream));
    }

    #[test]
    fn what_flate2_writes_at_any_level_is_read(
        text in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..MAX_LEN),
            "[a-d]{0,2000}".prop_map(String::into_bytes),
            text_of_long_codes(),
        ],
    ) {
        for level in 0..=9 {
            prop_assert_eq!(ours(&deflated(&text, level)), Ok(text.clone()));
        }
    }

    #[test]
    fn on_random_bytes_both_readers_agree(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        assert_both_agree(&bytes);
        assert_both_agree(&[&[0x78, 0x9c], &bytes[..]].concat());
    }

    #[test]
    fn on_a_bent_stream_both_readers_agree(
        text in prop_oneof!["[a-h]{0,60}[A-Za-z0-9]{0,200}".prop_map(String::into_bytes), text_of_long_codes()],
        level in 0..=9_u32,
        at in any::<prop::sample::Index>(),
        bit in 0..8_u32,
    ) {
        let mut stream = deflated(&text, level);
        let at = at.index(stream.len());
        stream[at] ^= 1 << bit;
        assert_both_agree(&stream);
    }

    #[test]
    fn a_document_too_long_is_refused(extra in 1..3000_usize) {
        prop_assert_eq!(ours(&deflated(&vec![b' '; MAX_LEN + extra], 9)), Err(BadZlib::TooBig));
    }
}
