//! Writes several tickets at once. Each is a UserSig, and they differ only in their identifiers.

use crate::bytes::base64::encode;
use crate::bytes::base64::mac::{self, MacText};
use crate::claims::claims::Claims;
use crate::signing::mac_key::MacKey;
use crate::signing::signed_text::PreparedNumbers;
use crate::wire::draft::{self, Draft};
use crate::wire::tail::Tail;
use crate::wire::template::Template;

/// Everything that the tickets of an app, a second and a lifetime have in common.
pub(crate) struct Common {
    numbers: PreparedNumbers,
    tail: Tail,
}

impl Common {
    /// Prepares it from the claims of any of these tickets.
    pub(crate) fn new(template: &Template, claims: &Claims<'_>) -> Self {
        let mut buffers = [itoa::Buffer::new(); 3];
        let digits = claims.digits(&mut buffers);
        Self { numbers: PreparedNumbers::new(&digits), tail: Tail::new(template, &digits) }
    }

    /// Signs for each identifier and appends the ticket to the text in the same place. One after the other, the texts are
    /// laid out, hashed side by side, and written.
    pub(crate) fn write<const COUNT: usize>(
        &self,
        template: &Template,
        key: &MacKey,
        identifiers: [&[u8]; COUNT],
        out: &mut [String; COUNT],
    ) {
        let macs = mac::encode_all(&key.sign_side_by_side(identifiers, &self.numbers));
        for ((identifier, mac), out) in identifiers.into_iter().zip(macs).zip(out) {
            if identifier.len() <= draft::SHORT_IDENTIFIER {
                self.write_one(
                    Draft::new(&mut [0; draft::SHORT], &mut [0; draft::SHORT]),
                    template,
                    identifier,
                    &mac,
                    out,
                );
            } else {
                self.write_one(
                    Draft::new(&mut [0; draft::LONG], &mut [0; draft::LONG]),
                    template,
                    identifier,
                    &mac,
                    out,
                );
            }
        }
    }

    fn write_one<const N: usize>(
        &self,
        mut draft: Draft<'_, N>,
        template: &Template,
        identifier: &[u8],
        mac: &MacText,
        out: &mut String,
    ) {
        let gap = draft.write_head(template, identifier);
        self.tail.append_to(&mut draft);
        let (stream, len) = draft.finish(gap, mac);
        encode::ticket(stream, len, out);
    }
}
