//! Tickets bent a little, everywhere they can be bent.

use std::io::Write;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use usersig::{Cause, inspect};

use crate::common::{Official, from_ticket_alphabet, in_ticket_alphabet, official_genuine};

/// The characters that may stand in a ticket, and a few that may not.
const CHARACTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-_+/= \n\0é";

/// One ticket of each signer, of both kinds.
fn samples() -> Vec<Official> {
    let mut samples: Vec<Official> = Vec::new();
    for ticket in official_genuine() {
        let is_new = |sample: &Official| (&sample.r#impl, sample.room()) != (&ticket.r#impl, ticket.room());
        let same_kind = |sample: &&Official| sample.room().is_some() == ticket.room().is_some();
        if samples.iter().filter(same_kind).all(is_new) && samples.len() < 8 {
            samples.push(ticket);
        }
    }
    assert_eq!(samples.len(), 8);
    samples
}

/// Refused, unless it says exactly what the good one says.
fn assert_refused_or_the_same(ticket: &Official, text: &str) {
    let bent = Official { ticket: text.to_owned(), ..ticket.clone() };
    if bent.verify(&ticket.verifier(), &ticket.user_id(), ticket.time).is_ok() {
        assert_eq!(inspect(text), inspect(&ticket.ticket), "let in: {text}");
    }
}

#[test]
fn a_ticket_cut_off_anywhere_is_refused() {
    for ticket in samples() {
        for len in 0..ticket.ticket.len() {
            let refused = inspect(&ticket.ticket[..len]).expect_err("a part of a ticket is no ticket").cause();
            let expected = if len == 0 { Cause::Empty } else { refused };
            assert_eq!(refused, expected);
            assert!(matches!(refused, Cause::Empty | Cause::BadBase64 | Cause::BadZlib), "{refused} at {len}");
        }
    }
}

#[test]
fn a_ticket_with_one_character_inserted_deleted_or_replaced_is_refused_or_the_same() {
    for ticket in samples() {
        let text = &ticket.ticket;
        for at in 0..=text.len() {
            for character in CHARACTERS.chars() {
                assert_refused_or_the_same(&ticket, &format!("{}{character}{}", &text[..at], &text[at..]));
                if at < text.len() && !text[at..].starts_with(character) {
                    assert_refused_or_the_same(&ticket, &format!("{}{character}{}", &text[..at], &text[at + 1..]));
                }
            }
            if at < text.len() {
                assert_refused_or_the_same(&ticket, &format!("{}{}", &text[..at], &text[at + 1..]));
            }
        }
    }
}

#[test]
fn a_document_with_one_bit_flipped_is_refused_or_the_same() {
    for ticket in samples() {
        let mut document = Vec::new();
        let zlib = from_ticket_alphabet(&ticket.ticket);
        std::io::copy(&mut ZlibDecoder::new(&zlib[..]), &mut document).unwrap();
        assert!(document.len() > 100);
        for bit in 0..document.len() * 8 {
            document[bit / 8] ^= 1 << (bit % 8);
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::none());
            encoder.write_all(&document).unwrap();
            assert_refused_or_the_same(&ticket, &in_ticket_alphabet(&encoder.finish().unwrap()));
            document[bit / 8] ^= 1 << (bit % 8);
        }
    }
}

#[test]
fn a_stream_with_one_bit_flipped_is_refused_or_the_same() {
    for ticket in samples() {
        let mut zlib = from_ticket_alphabet(&ticket.ticket);
        for bit in 0..zlib.len() * 8 {
            zlib[bit / 8] ^= 1 << (bit % 8);
            assert_refused_or_the_same(&ticket, &in_ticket_alphabet(&zlib));
            zlib[bit / 8] ^= 1 << (bit % 8);
        }
    }
}
