//! The alphabet and the container of a text, with the faults of both.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use usersig::{BadZlib, MalformedTicket};

use crate::base64::{self, Alphabet};
use crate::document::Document;
use crate::document_kind;
use crate::envelope::container::{self, Container, End, Opened};
use crate::envelope::reading::open;
use crate::envelope::share;
use crate::envelope::step::Step;
use crate::fault::{EnvelopeFault, Foreign, Uncompressed};

/// The fault of a text that has only characters of base64. Nothing when it cannot be read.
pub(super) fn unpack(text: &str, refusal: MalformedTicket) -> Option<Step> {
    let (alphabet, opened) = open(text)?;
    let bytes = base64::decode(text, alphabet)?;
    if let Some(foreign) = foreign_document(&opened) {
        return Some((EnvelopeFault::Foreign(foreign).into(), None));
    }
    // The alphabet of a second encoding is not a fault of the ticket.
    let is_encoded_twice = opened.container == Container::Base64Text;
    if let Some(fault) = other_alphabet(text, alphabet).filter(|_| !is_encoded_twice) {
        return Some((fault.into(), Some(base64::encode_ticket(&bytes))));
    }
    let document = || Some(pack(&opened.document));
    let step = |fault: EnvelopeFault, next| Some((fault.into(), next));
    match opened.container {
        Container::Base64Text => step(EnvelopeFault::Base64Twice, String::from_utf8(opened.document).ok()),
        Container::Gzip => step(EnvelopeFault::Gzip, document()),
        Container::Json => step(EnvelopeFault::NotCompressed { form: Uncompressed::Base64 }, document()),
        Container::RawDeflate => step(EnvelopeFault::RawDeflate, document()),
        Container::Zlib => {
            let (fault, next) = zlib(text, &bytes, &opened, refusal);
            Some((fault.map_or_else(|| refusal.into(), Into::into), next))
        }
    }
}

/// Packs a document as it should have been.
pub(super) fn pack(document: &[u8]) -> String {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let stream = encoder.write_all(document).and_then(|()| encoder.finish());
    base64::encode_ticket(&stream.expect("writing to memory cannot fail"))
}

/// A document that is not that of a ticket.
fn foreign_document(opened: &Opened) -> Option<Foreign> {
    let is_whole = matches!(opened.end, End::Whole) && opened.container != Container::Base64Text;
    let reading = is_whole.then(|| Document::read(&opened.document)).flatten()?;
    let is_foreign = !document_kind::is_of_a_ticket(&reading.document);
    is_foreign.then(|| {
        let member = reading.document.members().next().map(|(name, _)| name.to_owned());
        Foreign::ForeignDocument { is_encoded: true, member }
    })
}

fn other_alphabet(text: &str, alphabet: Alphabet) -> Option<EnvelopeFault> {
    let found: String = ['+', '/', '='].into_iter().filter(|symbol| text.contains(*symbol)).collect();
    match alphabet {
        Alphabet::UrlSafe => Some(EnvelopeFault::UrlSafeAlphabet),
        Alphabet::TicketOrStandard if found.is_empty() => None,
        Alphabet::TicketOrStandard => Some(EnvelopeFault::StandardAlphabet { found }),
    }
}

/// The fault of a zlib stream. Nothing when only the strict reader knows it.
fn zlib(
    text: &str,
    bytes: &[u8],
    opened: &Opened,
    refusal: MalformedTicket,
) -> (Option<EnvelopeFault>, Option<String>) {
    let document_bytes = opened.document.len();
    let packed = || opened.document.trim_ascii_start().starts_with(b"{").then(|| pack(&opened.document));
    let found = [bytes.first().copied().unwrap_or_default(), bytes.get(1).copied().unwrap_or_default()];
    let is_header_wrong = matches!(refusal, MalformedTicket::BadZlib(BadZlib::Header | BadZlib::Dictionary));
    let (fault, next) = match opened.end {
        End::StreamCut => (cut_off(text, bytes, opened), None),
        End::ChecksumCut => (cut_off(text, bytes, opened), packed()),
        End::Unfinished => (EnvelopeFault::UnfinishedStream { document_bytes }, packed()),
        End::TooBig => (EnvelopeFault::TooBig, None),
        End::BytesAfter { count, are_zeros } => (EnvelopeFault::TrailingBytes { count, are_zeros }, packed()),
        _ if is_header_wrong => (EnvelopeFault::ZlibHeader { found }, packed()),
        // The values of a damaged document would mislead.
        End::Broken | End::ChecksumWrong => {
            // Four characters stand for three bytes.
            let near = container::first_odd_byte(bytes).map(|byte| byte * 4 / 3 + 1);
            (EnvelopeFault::Damaged { document_bytes, near }, None)
        }
        End::Whole => match refusal {
            MalformedTicket::BadBase64 => (EnvelopeFault::Padding, packed()),
            MalformedTicket::TooLong => (EnvelopeFault::TooLong { len: text.len() }, packed()),
            MalformedTicket::TooBig => (EnvelopeFault::TooBig, None),
            _ => return (None, packed()),
        },
    };
    (Some(fault), next)
}

fn cut_off(text: &str, bytes: &[u8], opened: &Opened) -> EnvelopeFault {
    // Base64 with its padding is whole, so the bytes were cut before. Without padding a round number of bytes tells.
    let is_padded = text.ends_with('_') && text.len().is_multiple_of(4);
    let is_round = bytes.len() >= MIN_BUFFER && (bytes.len().is_power_of_two() || bytes.len().is_multiple_of(100));
    let were_bytes_cut = is_padded || is_round && text.len().is_multiple_of(4);
    EnvelopeFault::CutOff {
        characters: text.len(),
        document_bytes: opened.document.len(),
        missing_percent: share::missing_percent(text.len(), &opened.document, opened.end),
        bytes: were_bytes_cut.then_some(bytes.len()),
        mark: None,
    }
}

/// A buffer for a ticket is not smaller.
const MIN_BUFFER: usize = 32;
