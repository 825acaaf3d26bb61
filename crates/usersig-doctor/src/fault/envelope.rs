//! The changes to a ticket's text and to its container.

use crate::fault::foreign::Foreign;
use crate::fault::packaging::{Escape, Mark, Uncompressed, Vendor};

/// Why a text is not read as a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnvelopeFault {
    /// It has no characters but white space.
    Empty {
        /// How many of that.
        white_space: usize,
    },
    /// It is longer than any ticket.
    TooLong {
        /// How many bytes it has.
        len: usize,
    },
    /// It is what a program writes for a value it does not have.
    Placeholder {
        /// The word.
        word: String,
    },
    /// It looks like a secret key.
    SecretKeyPasted {
        /// Whether it looks like a key of the cloud API, not of an app.
        is_of_cloud_api: bool,
    },
    /// It is not a ticket, nor a ticket with something done to it.
    Foreign(Foreign),
    /// It holds more than one ticket.
    SeveralTickets {
        /// How many there are.
        count: usize,
        /// Whether they are the same ticket.
        are_the_same: bool,
    },
    /// Its characters have two bytes each.
    Utf16,
    /// Its characters are escaped.
    Escaped {
        /// How they are escaped.
        escape: Escape,
    },
    /// It is written in hexadecimal digits.
    HexEncoded,
    /// Its MAC stands behind the document, not in it.
    DetachedSignature {
        /// The character between document and MAC.
        separator: char,
    },
    /// It is a JSON web token.
    Jwt,
    /// It is another vendor's token.
    VendorToken {
        /// Whose.
        vendor: Vendor,
    },
    /// It stands in quotes.
    Quoted {
        /// How many quotes and backslashes there are at its ends.
        quotes: usize,
    },
    /// It stands in a header, a URL or an answer of a server.
    InOtherText {
        /// The first and the last of its characters, counted from 1. Nothing if the text has it in an escaped form.
        characters: Option<(usize, usize)>,
    },
    /// It has white space or invisible characters.
    WhiteSpace {
        /// How many at its ends.
        around: usize,
        /// How many in it.
        inside: usize,
    },
    /// It is percent-encoded.
    UrlEncoded {
        /// How often.
        times: usize,
    },
    /// Spaces stand where it had a `+`, or a `*` of the ticket's alphabet, as in a text that was decoded as a form.
    PlusAsSpace {
        /// How many.
        spaces: usize,
        /// The character that it had.
        symbol: char,
    },
    /// It has characters of the standard alphabet.
    StandardAlphabet {
        /// Those that are there, of `+`, `/` and `=`.
        found: String,
    },
    /// It is in the URL-safe alphabet.
    UrlSafeAlphabet,
    /// It has a character that belongs to no alphabet.
    ForeignCharacter {
        /// Where the first one is, counted from 1.
        position: usize,
        /// The first one.
        character: char,
    },
    /// All its letters are small or all are capital, so what they stood for is lost.
    CaseFolded {
        /// Whether they are small.
        are_small: bool,
    },
    /// Its end is not what an encoder writes: padding is missing, too much or wrong.
    Padding,
    /// It was base64-encoded once more.
    Base64Twice,
    /// It was never compressed.
    NotCompressed {
        /// The form that it has.
        form: Uncompressed,
    },
    /// It is packed as gzip.
    Gzip,
    /// It is packed as deflate without a container.
    RawDeflate,
    /// Its compressor was flushed and not finished: the document is whole, and the end of the stream is missing.
    UnfinishedStream {
        /// How many bytes of the document came out.
        document_bytes: usize,
    },
    /// Bytes follow its stream.
    TrailingBytes {
        /// How many.
        count: usize,
        /// Whether all of them are 0.
        are_zeros: bool,
    },
    /// Its bytes do not begin as zlib does, although its document can be read.
    ZlibHeader {
        /// The first two bytes.
        found: [u8; 2],
    },
    /// Its document is larger than the document of any ticket.
    TooBig,
    /// Its beginning is missing.
    BeginningMissing {
        /// How many characters are missing, if the ticket can be read with them.
        missing: Option<usize>,
        /// The mark that stands in their place.
        mark: Option<String>,
    },
    /// It ends too early, or a part in its middle is missing.
    CutOff {
        /// How many characters there are.
        characters: usize,
        /// How many bytes of the document came out.
        document_bytes: usize,
        /// About how much of the ticket is missing.
        missing_percent: usize,
        /// How many bytes there are before base64, if the bytes may have been cut and not the characters.
        bytes: Option<usize>,
        /// The mark of a log or a screen that shortened it.
        mark: Option<Mark>,
    },
    /// Its bytes were changed: they do not inflate, or not to what the checksum says.
    Damaged {
        /// How many bytes of the document came out before.
        document_bytes: usize,
        /// Near which character of the ticket, counted from 1. Nothing if only the checksum shows the change.
        near: Option<usize>,
    },
}
