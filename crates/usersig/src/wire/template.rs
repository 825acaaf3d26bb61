//! The parts that all tickets of an app have in common, prepared.

use std::iter;

use crate::bytes::base64::{encode, mac};
use crate::bytes::byte_writer::ByteWriter;
use crate::wire::deflate::fixed::{MIN_COPY, literal};
use crate::wire::deflate::prepared::Prepared;
use crate::wire::deflate::stream::{START, Stream};
use crate::wire::document::write::{EXPIRE, HEAD, SDK_APP_ID, SIG};
use crate::words::sdk_app_id::SdkAppId;

pub(crate) struct Template {
    sdk_app_id: SdkAppId,
    first_characters: String,
    /// Everything before the identifier, as tokens.
    pub(crate) head: Prepared,
    /// Everything between the MAC and the lifetime, as text and as tokens.
    pub(crate) app_text: AppText,
    pub(crate) app: Prepared,
}

/// Each text value ends and each name begins with these characters.
pub(crate) const NEXT_NAME: &str = r#"","TLS."#;
/// The same behind a number.
pub(crate) const NEXT_NAME_AFTER_NUMBER: &str = r#","TLS."#;
/// These characters stand between a name and a text value.
pub(crate) const TO_TEXT: &str = r#"":""#;
/// Where [`HEAD`] has [`NEXT_NAME`].
pub(crate) const NAME_IN_HEAD: usize = r#"{"TLS.ver":"2.0"#.len();

impl Template {
    pub(crate) fn new(sdk_app_id: SdkAppId) -> Self {
        let (head, app_text) = (head(), AppText::new(sdk_app_id));
        let mut first_characters = String::new();
        let (bytes, len) = head.whole_groups();
        encode::ticket(bytes, len, &mut first_characters);
        Self { sdk_app_id, first_characters, head, app: app(app_text.as_slice()), app_text }
    }

    pub(crate) const fn sdk_app_id(&self) -> SdkAppId {
        self.sdk_app_id
    }

    /// The characters that every ticket of ours begins with.
    pub(crate) fn first_characters(&self) -> &[u8] {
        self.first_characters.as_bytes()
    }
}

fn head() -> Prepared {
    let (first, second) = (r#"{"TLS.v"#.len(), HEAD.len() - r#"er":""#.len());
    let name = NAME_IN_HEAD + r#"","#.len();
    Prepared::new(|stream| {
        stream.push(START);
        push_literals(stream, &HEAD.as_bytes()[..name]);
        stream.copy(r#""TLS."#.len(), name - 1);
        push_literals(stream, &HEAD.as_bytes()[name + r#""TLS."#.len()..second]);
        stream.copy(HEAD.len() - second, second - first);
    })
}

fn app(text: &[u8]) -> Prepared {
    let (name, number) = text.split_at(SDK_APP_ID.len());
    let number = &number[..number.len() - EXPIRE.len()];
    // `","TLS.s` stands before the MAC as well.
    let known = NEXT_NAME.len() + 1;
    Prepared::new(|stream| {
        stream.copy(known, SIG.len() + mac::LEN);
        push_literals(stream, &name[known..]);
        push_with_repeats(stream, number);
        stream.copy(NEXT_NAME_AFTER_NUMBER.len(), name.len() + number.len() - 1);
        push_literals(stream, &EXPIRE.as_bytes()[NEXT_NAME_AFTER_NUMBER.len()..]);
    })
}

fn push_literals<const N: usize>(stream: &mut Stream<'_, N>, text: &[u8]) {
    for byte in text {
        stream.push(literal(*byte));
    }
}

/// Writes a text, and what it repeats of itself as copies. The search is slow, and is made once for an app.
fn push_with_repeats<const N: usize>(stream: &mut Stream<'_, N>, text: &[u8]) {
    let mut at = 0;
    while at < text.len() {
        let repeated = |from: usize| (iter::zip(&text[from..], &text[at..]).take_while(|(a, b)| a == b).count(), from);
        if let Some((len @ MIN_COPY.., from)) = (0..at).map(repeated).max() {
            stream.copy(len, at - from);
            at += len;
        } else {
            stream.push(literal(text[at]));
            at += 1;
        }
    }
}

/// The text between the MAC and the lifetime.
pub(crate) struct AppText {
    text: [u8; AppText::MAX_LEN],
    len: usize,
}

impl AppText {
    const MAX_LEN: usize = SDK_APP_ID.len() + "4294967295".len() + EXPIRE.len();

    fn new(sdk_app_id: SdkAppId) -> Self {
        let mut text = [0; Self::MAX_LEN];
        let mut out = ByteWriter::new(&mut text);
        out.push(SDK_APP_ID.as_bytes());
        out.push(itoa::Buffer::new().format(sdk_app_id.number()).as_bytes());
        out.push(EXPIRE.as_bytes());
        Self { len: out.len(), text }
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.text[..self.len]
    }

    /// The app in decimal digits.
    pub(crate) fn number(&self) -> &[u8] {
        &self.text[SDK_APP_ID.len()..self.len - EXPIRE.len()]
    }
}
