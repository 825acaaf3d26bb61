//! What a text is packed in: the alphabet and the container, with the faults of both.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use usersig::{BadZlib, MalformedTicket};

use crate::base64::{self, Alphabet};
use crate::envelope::container::{Container, End, Opened};
use crate::envelope::reading::open;
use crate::envelope::share;
use crate::envelope::step::Step;
use crate::fault::{EnvelopeFault, Uncompressed};

/// What is wrong with a text that has characters of base64 alone. Nothing when it cannot be made out.
pub(super) fn unpack(text: &str, refusal: MalformedTicket) -> Option<Step> {
    let (alphabet, opened) = open(text)?;
    let bytes = base64::decode(text, alphabet)?;
    if let Some(fault) = other_alphabet(text, alphabet) {
        return Some((fault.into(), Some(base64::encode_ticket(&bytes))));
    }
    let document = || Some(pack(&opened.document));
    let step = |fault: EnvelopeFault, next| Some((fault.into(), next));
    match opened.container {
        Container::Base64Text => step(EnvelopeFault::Base64Twice, String::from_utf8(opened.document).ok()),
        Container::Gzip => step(EnvelopeFault::Gzip, document()),
        Container::Json => step(EnvelopeFault::NotCompressed { form: Uncompressed::Base64 }, document()),
        Container::RawDeflate => step(EnvelopeFault::RawDeflate, document()),
        Container::Zlib => Some(zlib(text, &opened, refusal)),
    }
}

/// Packs a document as it should have been.
pub(super) fn pack(document: &[u8]) -> String {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let stream = encoder.write_all(document).and_then(|()| encoder.finish());
    base64::encode_ticket(&stream.expect("writing to memory cannot fail"))
}

fn other_alphabet(text: &str, alphabet: Alphabet) -> Option<EnvelopeFault> {
    let found: String = ['+', '/', '='].into_iter().filter(|symbol| text.contains(*symbol)).collect();
    match alphabet {
        Alphabet::UrlSafe => Some(EnvelopeFault::UrlSafeAlphabet),
        Alphabet::TicketOrStandard if found.is_empty() => None,
        Alphabet::TicketOrStandard => Some(EnvelopeFault::StandardAlphabet { found }),
    }
}

fn zlib(text: &str, opened: &Opened, refusal: MalformedTicket) -> Step {
    let document_bytes = opened.document.len();
    let cut_off = || EnvelopeFault::CutOff {
        characters: text.len(),
        document_bytes,
        missing_percent: share::missing_percent(text.len(), &opened.document, opened.end),
    };
    let packed = || opened.document.starts_with(b"{").then(|| pack(&opened.document));
    match (opened.end, refusal) {
        (End::ChecksumCut, _) => (cut_off().into(), packed()),
        (End::StreamCut, MalformedTicket::BadBase64 | MalformedTicket::BadZlib(BadZlib::CutOff)) => {
            (cut_off().into(), None)
        }
        (End::Whole, MalformedTicket::BadBase64) => (EnvelopeFault::Padding.into(), packed()),
        (End::Whole, MalformedTicket::TooLong) => (EnvelopeFault::TooLong { len: text.len() }.into(), packed()),
        // What a damaged document says would mislead.
        (End::ChecksumWrong, MalformedTicket::BadBase64 | MalformedTicket::BadZlib(BadZlib::Checksum)) => {
            (EnvelopeFault::Damaged { document_bytes }.into(), None)
        }
        (End::Whole | End::ChecksumWrong | End::BytesAfter, _) => (refusal.into(), packed()),
        // Nothing was damaged where the header alone is wrong.
        (End::Broken, MalformedTicket::BadZlib(BadZlib::Header | BadZlib::Dictionary))
        | (End::StreamCut | End::TooBig, _) => (refusal.into(), None),
        (End::Broken, _) => (EnvelopeFault::Damaged { document_bytes }.into(), None),
    }
}
