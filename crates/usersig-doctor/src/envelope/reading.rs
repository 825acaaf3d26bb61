//! The best reading of a text.

use crate::base64::{self, Alphabet};
use crate::envelope::container::{self, Container, End, Opened};

/// How much of a ticket comes out of a text. Of two texts, the one with the greater reach is the likelier ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reach {
    /// Whether the start of a document came out.
    pub(super) is_document: bool,
    /// Whether the end came out as well.
    pub(super) is_whole: bool,
    /// How many bytes came out.
    document_bytes: usize,
}

/// The alphabet under which most comes out.
pub(super) fn open(text: &str) -> Option<(Alphabet, Opened)> {
    let open = |alphabet| Some((alphabet, container::open(&base64::decode(text, alphabet)?)?));
    let readings = [open(Alphabet::UrlSafe), open(Alphabet::TicketOrStandard)];
    readings.into_iter().flatten().max_by_key(|(_, opened)| reach_of(opened))
}

/// Nothing when no ticket is in the text, nor the beginning of one.
pub(super) fn reach(text: &str) -> Option<Reach> {
    let (_, opened) = open(text)?;
    if opened.container == Container::Base64Text {
        let inner = String::from_utf8(opened.document).ok()?;
        let (_, opened) = open(&inner)?;
        return Some(reach_of(&opened)).filter(|reach| reach.is_document);
    }
    let reach = reach_of(&opened);
    let is_zlib = opened.container == Container::Zlib && opened.end != End::Broken;
    let is_cut_zlib = is_zlib && (text.len() >= MIN_LEN || is_beginning(text));
    (reach.is_document || is_cut_zlib).then_some(reach)
}

/// Whether a text begins with the two bytes of a zlib stream, as compressors write them.
pub(super) fn is_beginning(text: &str) -> bool {
    ["eJ", "eN", "eA", "eF"].iter().any(|beginning| text.starts_with(beginning))
}

/// Fewer characters may begin like zlib by chance, unless they begin as nearly all tickets do.
const MIN_LEN: usize = 16;

fn reach_of(opened: &Opened) -> Reach {
    Reach {
        is_document: container::is_start_of_document(&opened.document),
        is_whole: matches!(opened.end, End::Whole | End::BytesAfter { .. } | End::Unfinished),
        document_bytes: opened.document.len(),
    }
}
