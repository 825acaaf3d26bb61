//! A ticket's text: the document, deflated, in the ticket alphabet.

use std::error::Error;
use std::fmt;

use crate::bytes::base64::{decode, encode, mac};
use crate::claims::claims::Claims;
use crate::claims::mac::Mac;
use crate::codes::cause::Cause;
use crate::codes::error_code::ErrorCode;
use crate::signing::mac_key::{MAP_KEY, MacKey, USER_SIG};
use crate::wire::document::field::BadField;
use crate::wire::document::read::{self, BadDocument};
use crate::wire::draft::{self, Draft};
use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::bounds::{self, CAPACITY, SHORT_CAPACITY, SLACK};
use crate::wire::inflate::inflate;
use crate::wire::json::bad_json::BadJson;
use crate::wire::template::Template;

/// The most characters a ticket can have; a longer text is refused before anything else is looked at.
///
/// It is six times what the longest ticket of ours has.
pub const MAX_TICKET_LEN: usize = 4096;

/// The most characters a ticket that is signed can have.
pub(crate) const MAX_SIGNED_LEN: usize = draft::LONG.div_ceil(3) * 4;

/// Nearly every ticket is this short.
const SHORT_LEN: usize = 512;

/// The decoder writes behind the stream, and the inflater needs bytes behind it.
const ROOM_BEHIND: usize = if decode::BEHIND > SLACK { decode::BEHIND } else { SLACK };

/// Signs claims, appends the text of the ticket, and returns its MAC. The claims hold a valid id, and a userbuf of ours or
/// none.
pub(crate) fn write(template: &Template, claims: &Claims<'_>, key: &MacKey, out: &mut String) -> Mac {
    if claims.userbuf.is_none() && claims.identifier.len() <= draft::SHORT_IDENTIFIER {
        write_in::<USER_SIG, { draft::SHORT }>(template, claims, key, out)
    } else {
        write_in::<MAP_KEY, { draft::LONG }>(template, claims, key, out)
    }
}

/// Hashes the blocks of the signed text and writes the parts of the ticket in turn.
///
/// A CPU works on a few hundred instructions at once. A block that is hashed keeps few of its units busy, so the CPU writes
/// the part that follows the block at the same time. It does not reach a part that stands behind several blocks.
fn write_in<const BLOCKS: usize, const N: usize>(
    template: &Template,
    claims: &Claims<'_>,
    key: &MacKey,
    out: &mut String,
) -> Mac {
    let (mut document, mut stream) = ([0; N], [0; N]);
    let mut draft = Draft::new(&mut document, &mut stream);
    let mut buffers = [itoa::Buffer::new(); 2];
    let digits = claims.digits_with(template.app_text.number(), &mut buffers);
    let mut mac = key.begin::<BLOCKS>(claims, &digits);
    draft.write_start(template);
    mac.hash_block();
    let gap = draft.write_texts(claims.identifier, claims.userbuf);
    mac.hash_block();
    draft.write_app(template);
    draft.write_lifetime(digits.lifetime);
    let mac = mac.finish();
    draft.write_time(digits.issued_at);
    let (stream, len) = draft.finish(gap, &mac::encode(&mac));
    encode::ticket(stream, len, out);
    mac
}

/// Where a ticket is unpacked to.
pub(crate) struct Scratch<const N: usize>([u8; N]);

impl Scratch<CAPACITY> {
    pub(crate) const fn new() -> Self {
        Self([0; CAPACITY])
    }
}

/// Reads a text and lets the caller judge its claims and its MAC. The MAC is not verified yet.
pub(crate) fn read_then<T>(text: &str, judge: impl FnOnce(&Claims<'_>, &Mac) -> T) -> Result<T, MalformedTicket> {
    if text.len() <= SHORT_LEN {
        match read(text, &mut Scratch([0; SHORT_CAPACITY])) {
            // A longer document may still be a ticket's.
            Err(MalformedTicket::TooBig) => {}
            read => return read.map(|(claims, mac)| judge(&claims, &mac)),
        }
    }
    read_long_then(text, judge)
}

// Not part of the function above, because it would begin with the zeros of the longer space.
#[inline(never)]
fn read_long_then<T>(text: &str, judge: impl FnOnce(&Claims<'_>, &Mac) -> T) -> Result<T, MalformedTicket> {
    read(text, &mut Scratch::new()).map(|(claims, mac)| judge(&claims, &mac))
}

/// Takes the claims and the MAC out of a text. The MAC is not verified yet.
pub(crate) fn read<'a, const N: usize>(
    text: &str,
    scratch: &'a mut Scratch<N>,
) -> Result<(Claims<'a>, Mac), MalformedTicket> {
    const LONG: usize = SHORT_LEN + 1;
    let len = match text.len() {
        0 => return Err(MalformedTicket::Empty),
        1..=SHORT_LEN => unpack(text, &mut [0; SHORT_LEN / 4 * 3 + ROOM_BEHIND], scratch)?,
        LONG..=MAX_TICKET_LEN => unpack(text, &mut [0; MAX_TICKET_LEN / 4 * 3 + ROOM_BEHIND], scratch)?,
        _ => return Err(MalformedTicket::TooLong),
    };
    read::read(&mut scratch.0[..len]).map_err(|bad| match bad {
        BadDocument::Field(bad) => MalformedTicket::BadField(bad),
        BadDocument::Json(bad) => MalformedTicket::BadJson(bad),
        BadDocument::LegacyVersion => MalformedTicket::LegacyVersion,
    })
}

fn unpack<const N: usize>(text: &str, stream: &mut [u8], scratch: &mut Scratch<N>) -> Result<usize, MalformedTicket> {
    let len = decode::ticket(text, stream).map_err(|_| MalformedTicket::BadBase64)?;
    inflate(&stream[..len + SLACK], &mut scratch.0).map_err(|bad| match bad {
        BadZlib::TooBig => MalformedTicket::TooBig,
        bad => MalformedTicket::BadZlib(bad),
    })
}

/// The reason for which a text is not a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MalformedTicket {
    /// It is not in the ticket alphabet, or its length, its padding or its last bits do not fit.
    BadBase64,
    /// A member of its document does not say what it must.
    BadField(BadField),
    /// Its document is not JSON as it must be.
    BadJson(BadJson),
    /// It is not a zlib stream as it must be.
    BadZlib(BadZlib),
    /// It has no characters.
    Empty,
    /// It is a ticket of version 1, signed with ECDSA, which is recognised and never verified.
    LegacyVersion,
    /// Its document has more than 4,096 bytes.
    TooBig,
    /// It has more than [`MAX_TICKET_LEN`] characters.
    TooLong,
}

impl MalformedTicket {
    /// The kind of refusal.
    #[must_use]
    pub const fn cause(&self) -> Cause {
        match self {
            Self::BadBase64 => Cause::BadBase64,
            Self::BadField(_) => Cause::BadField,
            Self::BadJson(_) => Cause::BadJson,
            Self::BadZlib(_) => Cause::BadZlib,
            Self::Empty => Cause::Empty,
            Self::LegacyVersion => Cause::LegacyVersion,
            Self::TooBig => Cause::TooBig,
            Self::TooLong => Cause::TooLong,
        }
    }

    /// The number the service would give.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.cause().code()
    }
}

impl fmt::Display for MalformedTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadBase64 => f.write_str(
                "ticket is not base64 in the ticket alphabet (A-Z a-z 0-9 * -, padding _), is cut off, or has blanks around it",
            ),
            Self::BadField(_) => f.write_str("ticket has a bad member"),
            Self::BadJson(_) => f.write_str("ticket holds no JSON document"),
            Self::BadZlib(_) => f.write_str("ticket is not a zlib stream"),
            Self::Empty => f.write_str("ticket is empty"),
            Self::LegacyVersion => f.write_str("ticket is of version 1 (ECDSA), only version 2.0 is read"),
            Self::TooBig => write!(f, "ticket inflates to more than {} bytes", bounds::MAX_LEN),
            Self::TooLong => write!(f, "ticket has more than {MAX_TICKET_LEN} bytes"),
        }
    }
}

impl Error for MalformedTicket {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::BadField(bad) => Some(bad),
            Self::BadJson(bad) => Some(bad),
            Self::BadZlib(bad) => Some(bad),
            Self::BadBase64 | Self::Empty | Self::LegacyVersion | Self::TooBig | Self::TooLong => None,
        }
    }
}
