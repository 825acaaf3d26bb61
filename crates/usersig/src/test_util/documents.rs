//! Tickets that a signer does not write, made from a document or from a zlib stream.

use crate::bytes::base64::{encode, mac};
use crate::claims::claims::Claims;
use crate::signing::mac_key::MacKey;

/// A document whose members can be changed before it becomes a ticket.
#[derive(Clone)]
pub(crate) struct TestDocument {
    /// Names, and values as JSON.
    members: Vec<(&'static str, String)>,
}

impl TestDocument {
    /// The claims with their MAC. The identifier is printable ASCII.
    pub(crate) fn new(claims: &Claims<'_>, key: &MacKey) -> Self {
        let identifier = claims.identifier.escape_ascii().to_string().replace("\\'", "'");
        let mut members = vec![
            ("TLS.ver", text("2.0")),
            ("TLS.identifier", text(&identifier)),
            ("TLS.sdkappid", claims.sdk_app_id.to_string()),
            ("TLS.expire", claims.lifetime_secs().to_string()),
            ("TLS.time", claims.issued_at.as_secs().to_string()),
            ("TLS.sig", text(&mac::encode(&key.sign(claims))[..mac::LEN].escape_ascii().to_string())),
        ];
        if let Some(userbuf) = claims.userbuf {
            let mut encoded = String::new();
            encode::standard(userbuf, |chunk| encoded.push_str(&chunk.escape_ascii().to_string()));
            members.push(("TLS.userbuf", text(&encoded)));
        }
        Self { members }
    }

    /// The same document with this member's value put between quotes.
    pub(crate) fn with_text(mut self, name: &str) -> Self {
        for (_, value) in self.members.iter_mut().filter(|(member, _)| *member == name) {
            *value = text(value);
        }
        self
    }

    /// The same members as version 1 has them: no `TLS.ver`, and another name for the lifetime.
    pub(crate) fn of_version_1(mut self) -> Self {
        self.members.retain(|(name, _)| *name != "TLS.ver");
        for (name, _) in self.members.iter_mut().filter(|(name, _)| *name == "TLS.expire") {
            *name = "TLS.expire_after";
        }
        self
    }

    pub(crate) fn json(&self) -> String {
        let members: Vec<String> = self.members.iter().map(|(name, value)| format!("{}:{value}", text(name))).collect();
        format!("{{{}}}", members.join(","))
    }

    /// The document as a ticket, in a zlib stream that does not compress.
    pub(crate) fn stored(&self) -> String {
        as_ticket(&stored(self.json().as_bytes()))
    }
}

fn text(value: &str) -> String {
    format!("\"{value}\"")
}

/// Any bytes in the ticket alphabet.
pub(crate) fn as_ticket(bytes: &[u8]) -> String {
    let mut text = String::new();
    encode::ticket(bytes, bytes.len(), &mut text);
    text
}

/// RFC 1950 around one stored block of RFC 1951.
pub(crate) fn stored(bytes: &[u8]) -> Vec<u8> {
    let len = u16::try_from(bytes.len()).expect("a document has a few hundred bytes");
    let checksum = simd_adler32::adler32(&bytes).to_be_bytes();
    [&[0x78, 0x01, 1], &len.to_le_bytes()[..], &(!len).to_le_bytes(), bytes, &checksum].concat()
}

/// A zlib stream of a few bytes that inflates to 4,129 spaces, more than a document may have.
pub(crate) fn too_big() -> Vec<u8> {
    const COPIES: usize = 16;
    const COPY_LEN: usize = 258;
    // RFC 1951, 3.2.6: the last block with the fixed code, a space, copies of the byte before them, the end.
    let bits = ["11", "0", "01010000"].into_iter().chain(["11000101", "00000"].repeat(COPIES)).chain(["0000000"]);
    let bits: Vec<u8> = bits.flat_map(str::bytes).map(|bit| bit - b'0').collect();
    let bytes = bits.chunks(8).map(|bits| bits.iter().rev().fold(0, |byte, bit| byte << 1 | bit));
    let checksum = simd_adler32::adler32(&vec![b' '; 1 + COPIES * COPY_LEN].as_slice()).to_be_bytes();
    [0x78, 0x01].into_iter().chain(bytes).chain(checksum).collect()
}
