//! The best reading of a text.

use crate::base64::{self, Alphabet};
use crate::envelope::container::{self, Opened};

/// Of the alphabets the one under which most comes out.
pub(super) fn open(text: &str) -> Option<(Alphabet, Opened)> {
    let open = |alphabet| Some((alphabet, container::open(&base64::decode(text, alphabet)?)?));
    let readings = [open(Alphabet::UrlSafe), open(Alphabet::TicketOrStandard)];
    readings.into_iter().flatten().max_by_key(|(_, opened)| opened.reach())
}

/// How much comes out of a text: of two texts the one that reaches farther is the likelier.
pub(super) fn reach(text: &str) -> (bool, usize) {
    open(text).map_or((false, 0), |(_, opened)| opened.reach())
}
