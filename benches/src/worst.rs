//! The dearest texts to refuse, up to the size gate: every document that keeps a reader busy, packed in every way that
//! keeps an unpacker busy.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use usersig::MAX_TICKET_LEN;

use crate::bit_stream::{BitStream, Symbol, Tables};
use crate::claims::APP;
use crate::random::Random;

/// Texts that are refused in the end, each for the sake of some cost, by name.
pub fn candidates() -> Vec<(String, String)> {
    let mut candidates = Vec::new();
    // What is hardly packed must be shorter than what is.
    for len in [LONGEST_DOCUMENT, LONGEST_STREAM - 100] {
        for (name, document) in documents(len) {
            let packed = containers(&document);
            let texts =
                packed.into_iter().map(|(how, stream)| (format!("{len} bytes of {name}, {how}"), text(&stream)));
            candidates.extend(texts.filter(|(_, text)| text.len() <= MAX_TICKET_LEN));
        }
    }
    candidates.extend(faults_at_the_end());
    candidates
}

/// The longest document that is read.
const LONGEST_DOCUMENT: usize = 4096;
/// The longest stream that is read.
const LONGEST_STREAM: usize = MAX_TICKET_LEN / 4 * 3;

/// Documents of at most `len` bytes that are a ticket's but for the MAC.
fn documents(len: usize) -> Vec<(&'static str, Vec<u8>)> {
    let id = |start: &str, unit: &str| document(len, &format!(r#""TLS.identifier":"{start}"#), &[unit], r#"""#);
    let member =
        |start: &str, units: &[&str], end: &str| document(len, &format!(r#""TLS.identifier":"a",{start}"#), units, end);
    let values = |units: &[&str]| member(r#""":[0"#, units, "]");
    let arrays = format!(",{}{}", "[".repeat(15), "]".repeat(15));
    let objects = format!(",{}0{}", r#"{"":"#.repeat(15), "}".repeat(15));
    vec![
        ("id", id("", "a")),
        ("id in long characters", id("", "😀")),
        ("id behind an escape", id(r"\n", "a")),
        ("id in long characters behind an escape", id(r"\n", "é")),
        ("id in short escapes", id("", r"\n")),
        ("id in long escapes", id("", r"\u0061")),
        ("id in escaped pairs", id("", r"\ud83d\ude00")),
        ("userbuf", member(r#""TLS.userbuf":""#, &["AAAA"], r#"""#)),
        ("userbuf in escapes", member(r#""TLS.userbuf":""#, &[r"\/\/\/\/"], r#"""#)),
        ("string that ends in an escape", member(r#""":""#, &["a"], r#"\n""#)),
        ("members", member(r#""":0"#, &[r#","":0"#], "")),
        ("members of a byte", member(r#""":0"#, &[r#","a":0"#], "")),
        ("spaces", member(r#""":"#, &[" "], "0")),
        ("digits", member(r#""":0."#, &["0"], "")),
        ("numbers", values(&[",0"])),
        ("numbers with all parts", values(&[",-0.0e-0"])),
        ("strings", values(&[r#","""#])),
        ("strings of a byte", values(&[r#","a""#])),
        ("strings of any length", values(&[r#","""#, r#","a""#, r#","aaa""#, r#","aaaaaaaa""#, r#","aaaaaaaaaaaa""#])),
        ("arrays", values(&[",[]"])),
        ("arrays, 16 deep", values(&[&arrays])),
        ("objects, 16 deep", values(&[&objects])),
        ("values of all kinds", values(&[",0", r#","""#, ",[]", ",{}", ",-1", ", 0", r#","\n""#, ",1e1"])),
    ]
}

/// As many of the units as there is room for, in an order nobody can foresee, between what a ticket needs.
fn document(len: usize, start: &str, units: &[&str], end: &str) -> Vec<u8> {
    let sig = STANDARD.encode([0; 32]);
    let mut text =
        format!(r#"{{"TLS.ver":"2.0","TLS.sdkappid":{APP},"TLS.time":0,"TLS.expire":0,"TLS.sig":"{sig}",{start}"#);
    let mut random = Random::new(4);
    loop {
        let unit = units[random.below(units.len())];
        if text.len() + unit.len() + end.len() + "}".len() > len {
            break;
        }
        text.push_str(unit);
    }
    (text + end + "}").into_bytes()
}

/// One document in many zlib streams, some of them too long.
fn containers(document: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut containers: Vec<_> =
        [1, 16].map(|blocks| (format!("stored in {blocks} blocks"), stored(document, blocks))).into();
    containers.extend([1, 6, 9].map(|level| (format!("level {level}"), at_level(document, level))));
    for (len, distance) in COPIES {
        let symbols = symbols(document, len, distance);
        let codes = [("flat codes", Tables::flat()), ("mixed codes", Tables::mixed())];
        let codes = codes.map(|(how, tables)| (how.to_owned(), tables));
        let skewed = CODE_BITS.map(|bits| (format!("codes of {bits:?} bits"), Tables::skewed(&symbols, bits)));
        for (how, tables) in codes.into_iter().chain(skewed) {
            for (alone, blocks) in tables_alone() {
                let name = format!("copies of {len} from {distance}, {how}, {} {alone}", blocks.len());
                containers.push((name, dynamic(document, &symbols, &tables, &blocks)));
            }
        }
    }
    containers
}

/// What blocks of tables alone cost to read, and how many of them to put before a document.
fn tables_alone() -> Vec<(&'static str, Vec<Tables>)> {
    let mut tables = vec![("blocks", Vec::new())];
    for blocks in [4, 8, 12, 15] {
        let of = |tables: fn() -> Tables| (0..blocks).map(|_| tables()).collect();
        tables.push(("blocks of flat tables alone", of(Tables::flat)));
        tables.push(("blocks of mixed tables alone", of(Tables::mixed)));
    }
    tables
}

/// Lengths and distances: no copies; many, that overlap what they copy or do not; fewer, to have room for long codes.
const COPIES: [(usize, usize); 7] = [(0, 1), (3, 1), (3, 7), (4, 8), (6, 1), (6, 16), (10, 8)];

/// Bits of the literals and of the distances that are needed, in turn: all longer than a table for them is wide, from
/// little longer to as long as can be; and some longer and some not, as nobody can foresee.
const CODE_BITS: [[&[u8]; 2]; 4] =
    [[&[10], &[7]], [&[12], &[10]], [&[15], &[15]], [&[9, 10, 11, 12, 13, 14, 15], &[6, 7, 10, 15]]];

/// The document in copies of at most `len` bytes, from `distance` or else from near, as far as there are any.
fn symbols(document: &[u8], len: usize, distance: usize) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    let mut at = 0;
    while at < document.len() {
        let copied = |distance: usize| match at.checked_sub(distance) {
            Some(from) => {
                document[from..].iter().zip(&document[at..]).take(len).take_while(|(old, new)| old == new).count()
            }
            None => 0,
        };
        let copy =
            [distance].into_iter().chain(1..64).map(|distance| (copied(distance), distance)).find(|(len, _)| *len >= 3);
        let (len, symbol) = match copy {
            Some((len, distance)) => (len, Symbol::Copy { len, distance }),
            None => (1, Symbol::Literal(document[at])),
        };
        symbols.push(symbol);
        at += len;
    }
    symbols
}

const HEADER: [u8; 2] = [0x78, 0x9c];

fn at_level(document: &[u8], level: u32) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(level));
    encoder.write_all(document).expect("a Vec takes all");
    encoder.finish().expect("a Vec takes all")
}

fn stored(document: &[u8], blocks: usize) -> Vec<u8> {
    let mut out = BitStream::default();
    let len = document.len().div_ceil(blocks);
    for (index, bytes) in document.chunks(len).enumerate() {
        out.stored_block(index + 1 == document.len().div_ceil(len), bytes);
    }
    [&HEADER[..], &out.into_bytes(), &checksum(document)].concat()
}

fn dynamic(document: &[u8], symbols: &[Symbol], tables: &Tables, tables_alone: &[Tables]) -> Vec<u8> {
    let mut out = BitStream::default();
    for tables in tables_alone {
        out.dynamic_block(false, tables, &[]);
    }
    out.dynamic_block(true, tables, symbols);
    [&HEADER[..], &out.into_bytes(), &checksum(document)].concat()
}

/// Adler-32 (RFC 1950, 8.2).
fn checksum(bytes: &[u8]) -> [u8; 4] {
    let (low, high) = bytes.iter().fold((1, 0), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65521;
        (low, (high + low) % 65521)
    });
    (high << 16 | low).to_be_bytes()
}

/// Texts whose only fault is the last thing that is looked at before the MAC: of the text, the stream, the document.
fn faults_at_the_end() -> [(String, String); 3] {
    let document = document(LONGEST_STREAM, r#""TLS.identifier":"a","":[0"#, &[",0"], "]");
    let pack = |document: &[u8]| {
        let symbols = symbols(document, 3, 1);
        let tables_alone: Vec<_> = (0..15).map(|_| Tables::flat()).collect();
        dynamic(document, &symbols, &Tables::flat(), &tables_alone)
    };
    let stream = pack(&document);
    let bad_base64 = text(&stream).replace('_', "") + "=";
    let bad_checksum = text(&[&stream[..stream.len() - 1], &[!stream[stream.len() - 1]]].concat());
    let bad_syntax = text(&pack(&[&document[..document.len() - 1], b"]"].concat()));
    [("the last character", bad_base64), ("the checksum", bad_checksum), ("the last byte of the document", bad_syntax)]
        .map(|(what, text)| (format!("a fault in {what}"), text))
}

fn text(stream: &[u8]) -> String {
    STANDARD.encode(stream).replace('+', "*").replace('/', "-").replace('=', "_")
}
