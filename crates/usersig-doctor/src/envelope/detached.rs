//! A document and its MAC with a character between them, as in a JSON web token.

use crate::base64::{self, Alphabet};
use crate::blank::is_blank;
use crate::envelope::reading::{self, reach};
use crate::envelope::step::Step;
use crate::fault::EnvelopeFault;

/// Keeps the document.
pub(super) fn join(text: &str) -> Option<Step> {
    let text = text.trim_matches(is_blank);
    SEPARATORS.into_iter().find_map(|separator| {
        let (document, mac) = text.split_once(separator)?;
        let bytes = base64::from_hex(mac.as_bytes())
            .or_else(|| base64::decode(mac, Alphabet::TicketOrStandard))
            .or_else(|| base64::decode(mac, Alphabet::UrlSafe))?;
        let is_mac = matches!(bytes.len(), 16 | 20 | 32 | 48 | 64);
        let is_document = is_mac && reach(document).is_some_and(|reach| reach.is_document && reach.is_whole);
        let (_, opened) = reading::open(document).filter(|_| is_document)?;
        let has_sig = String::from_utf8_lossy(&opened.document).contains("sig\"");
        (!has_sig).then(|| (EnvelopeFault::DetachedSignature { separator }.into(), Some(document.to_owned())))
    })
}

const SEPARATORS: [char; 6] = ['.', ':', '|', '~', ',', '#'];
