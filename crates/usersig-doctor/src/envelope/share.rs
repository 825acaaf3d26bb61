//! How much of a cut ticket is missing, about.

use crate::envelope::container::End;

/// Of the whole ticket, in per cent: what the document still needs, as characters it takes in tickets.
pub(super) fn missing_percent(characters: usize, document: &[u8], end: End) -> usize {
    let lack = match (end, document) {
        (End::ChecksumCut, _) => CHECKSUM / 2,
        (_, []) => TYPICAL_TICKET.saturating_sub(characters),
        (_, document) => missing_characters(&String::from_utf8_lossy(document)),
    };
    ((100 * lack + 50) / (characters + lack).max(1)).clamp(1, 99)
}

/// The characters of most tickets, see the peers' mean.
const TYPICAL_TICKET: usize = 200;

/// The members that every ticket has, with the bytes they take in a document and the characters they take in a ticket, for
/// values of usual length.
const MEMBERS: [(&str, usize, usize); 6] = [
    ("TLS.ver", 16, 20),
    ("TLS.identifier", 31, 32),
    ("TLS.sdkappid", 26, 30),
    ("TLS.time", 22, 21),
    ("TLS.expire", 20, 18),
    ("TLS.sig", 57, 69),
];

/// The end of the block and the checksum follow the document.
const CHECKSUM: usize = 8;

fn missing_characters(document: &str) -> usize {
    let members = MEMBERS.iter().map(|&(name, bytes, characters)| {
        let begun = document.find(&format!("\"{name}\"")).map(|start| &document[start..]);
        let have = match begun {
            None => 0,
            Some(member) if member.contains(",\"") => bytes,
            Some(last) => bytes.min(last.len()),
        };
        characters * (bytes - have) / bytes
    });
    CHECKSUM + members.sum::<usize>()
}
