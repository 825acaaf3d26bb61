//! How much of a cut ticket is missing, about.

/// From what the document still needs: what came out of the text tells how much more text that would be.
pub(super) fn missing_percent(characters: usize, document: &[u8]) -> usize {
    let (have, lack) = if document.is_empty() {
        (characters, TYPICAL_TICKET.saturating_sub(characters))
    } else {
        (document.len(), missing_bytes(document))
    };
    (100 * lack / (have + lack).max(1)).clamp(1, 99)
}

/// The characters of most tickets, see the peers' mean.
const TYPICAL_TICKET: usize = 200;

/// What the members take that every ticket has, with values of usual length.
const MEMBERS: [(&str, usize); 6] = [
    ("TLS.ver", 16),
    ("TLS.identifier", 27),
    ("TLS.sdkappid", 26),
    ("TLS.time", 22),
    ("TLS.expire", 20),
    ("TLS.sig", 11 + SIG_LEN),
];

const SIG_LEN: usize = 46;

fn missing_bytes(document: &[u8]) -> usize {
    let document = String::from_utf8_lossy(document);
    let is_missing = |(name, _): &&(&str, usize)| !document.contains(name);
    let missing: usize = MEMBERS.iter().filter(is_missing).map(|(_, len)| len).sum();
    let sig = document.split_once("TLS.sig\":").map_or(SIG_LEN, |(_, rest)| rest.len().min(SIG_LEN));
    missing + SIG_LEN - sig
}
