//! Reads one JSON object (RFC 8259), strictly and in place, without a heap.

use std::error::Error;
use std::fmt;
use std::mem;

/// How deep a value may nest; deeper is refused before it costs stack.
const MAX_DEPTH: usize = 16;

/// The value of a member, as far as a ticket needs it.
#[derive(Debug)]
pub(crate) enum Value<'a> {
    /// Digits alone, no sign, no leading zero, within 64 bits.
    Integer(u64),
    /// Any other number, `true`, `false`, `null`, an array or an object.
    Other,
    /// A string with its escapes resolved: UTF-8.
    Text(&'a mut [u8]),
}

/// Hands over the members of the object that is all of `text`, in their order.
pub(crate) fn read_object<'a>(
    text: &'a mut [u8],
    mut member: impl FnMut(&'a [u8], Value<'a>) -> Result<(), BadJson>,
) -> Result<(), BadJson> {
    if str::from_utf8(text).is_err() {
        return Err(BadJson::NotUtf8);
    }
    let len = text.len();
    let mut cursor = Cursor { rest: text, len };
    cursor.skip_space();
    cursor.expect(b'{')?;
    cursor.skip_space();
    if cursor.peek() != Some(b'}') {
        loop {
            let key = cursor.key()?;
            let value = cursor.value()?;
            member(key, value)?;
            cursor.skip_space();
            if !cursor.take_if(|byte| byte == b',') {
                break;
            }
            cursor.skip_space();
        }
    }
    cursor.expect(b'}')?;
    cursor.skip_space();
    if cursor.rest.is_empty() { Ok(()) } else { cursor.refuse() }
}

struct Cursor<'a> {
    rest: &'a mut [u8],
    len: usize,
}

impl<'a> Cursor<'a> {
    /// The name of a member and everything up to its value.
    #[inline(always)]
    fn key(&mut self) -> Result<&'a [u8], BadJson> {
        self.expect(b'"')?;
        let key = self.string()?;
        self.skip_space();
        self.expect(b':')?;
        self.skip_space();
        Ok(key)
    }

    fn value(&mut self) -> Result<Value<'a>, BadJson> {
        match self.peek() {
            Some(b'"') => {
                self.take(1);
                self.string().map(Value::Text)
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'{' | b'[') => self.container(),
            _ => self.word(),
        }
    }

    /// An array or an object, and all that is in it.
    fn container(&mut self) -> Result<Value<'a>, BadJson> {
        // One of its own, so that what changes with every byte stays in registers.
        let mut cursor = Cursor { rest: mem::take(&mut self.rest), len: self.len };
        cursor.containers()?;
        *self = cursor;
        Ok(Value::Other)
    }

    #[inline(always)]
    fn containers(&mut self) -> Result<(), BadJson> {
        // A bit for each that is open, the innermost the lowest, set if it is an object; and one bit above them.
        let mut open = 1_u32;
        loop {
            match self.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    if open >> MAX_DEPTH != 0 {
                        return Err(BadJson::TooDeep);
                    }
                    self.take(1);
                    self.skip_space();
                    let is_object = bracket == b'{';
                    open = open << 1 | u32::from(is_object);
                    if self.peek() != Some(if is_object { b'}' } else { b']' }) {
                        if is_object {
                            self.key()?;
                        }
                        continue;
                    }
                }
                Some(b'"') => {
                    self.take(1);
                    self.string()?;
                }
                Some(b'-' | b'0'..=b'9') => _ = self.number()?,
                _ => _ = self.word()?,
            }
            loop {
                self.skip_space();
                let is_object = open & 1 == 1;
                match self.peek() {
                    Some(b',') => {
                        self.take(1);
                        self.skip_space();
                        if is_object {
                            self.key()?;
                        }
                        break;
                    }
                    Some(bracket) if bracket == if is_object { b'}' } else { b']' } => {
                        self.take(1);
                        open >>= 1;
                        if open == 1 {
                            return Ok(());
                        }
                    }
                    _ => return self.refuse(),
                }
            }
        }
    }

    #[inline(always)]
    fn word(&mut self) -> Result<Value<'a>, BadJson> {
        let words: [&[u8]; 3] = [b"true", b"false", b"null"];
        let Some(word) = words.into_iter().find(|word| self.rest.starts_with(word)) else {
            return self.refuse();
        };
        self.take(word.len());
        Ok(Value::Other)
    }

    #[inline(always)]
    fn number(&mut self) -> Result<Value<'a>, BadJson> {
        let mut plain = !self.take_if(|byte| byte == b'-');
        let whole = self.digits()?;
        if whole.len() > 1 && whole[0] == b'0' {
            return self.refuse();
        }
        if self.take_if(|byte| byte == b'.') {
            plain = false;
            self.digits()?;
        }
        if self.take_if(|byte| matches!(byte, b'e' | b'E')) {
            plain = false;
            self.take_if(|byte| matches!(byte, b'+' | b'-'));
            self.digits()?;
        }
        Ok(if plain { integer(whole).map_or(Value::Other, Value::Integer) } else { Value::Other })
    }

    /// One digit or more.
    #[inline(always)]
    fn digits(&mut self) -> Result<&'a [u8], BadJson> {
        let len = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if len == 0 { self.refuse() } else { Ok(self.take(len)) }
    }

    /// Everything behind the opening quote, which is taken with the closing one.
    #[inline(always)]
    fn string(&mut self) -> Result<&'a mut [u8], BadJson> {
        let len = if self.peek() == Some(b'"') { 0 } else { plain_len(self.rest) };
        match self.rest.get(len) {
            Some(b'"') => {
                let text = self.take(len);
                self.take(1);
                Ok(text)
            }
            Some(b'\\') => match unescaped(mem::take(&mut self.rest), len) {
                Ok((text, rest)) => {
                    self.rest = rest;
                    Ok(text)
                }
                Err(rest) => Err(BadJson::Syntax { at: self.len - rest }),
            },
            _ => {
                self.take(len);
                self.refuse()
            }
        }
    }

    #[inline(always)]
    fn skip_space(&mut self) {
        while self.take_if(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {}
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    #[inline(always)]
    fn take_if(&mut self, wanted: impl FnOnce(u8) -> bool) -> bool {
        let found = self.peek().is_some_and(wanted);
        if found {
            self.take(1);
        }
        found
    }

    #[inline(always)]
    fn expect(&mut self, byte: u8) -> Result<(), BadJson> {
        if self.take_if(|found| found == byte) { Ok(()) } else { self.refuse() }
    }

    /// `len` is at most what is left.
    #[inline(always)]
    fn take(&mut self, len: usize) -> &'a mut [u8] {
        let (taken, rest) = mem::take(&mut self.rest).split_at_mut(len);
        self.rest = rest;
        taken
    }

    fn refuse<T>(&self) -> Result<T, BadJson> {
        Err(BadJson::Syntax { at: self.len - self.rest.len() })
    }
}

/// How many bytes there are before a quote, a backslash or a control character: eight are looked at together.
fn plain_len(text: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x80 * EACH;
    // The top bits of bytes that are zero; above the first of them a borrow may set more.
    let zeros = |word: u64| word.wrapping_sub(EACH) & !word & TOPS;
    let (words, rest) = text.as_chunks();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let controls = word.wrapping_sub(0x20 * EACH) & !word & TOPS;
        let special = zeros(word ^ (EACH * u64::from(b'"'))) | zeros(word ^ (EACH * u64::from(b'\\'))) | controls;
        if special != 0 {
            return 8 * index + special.trailing_zeros() as usize / 8;
        }
    }
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    8 * words.len() + rest.iter().position(special).unwrap_or(rest.len())
}

/// Resolves escapes where they stand: what they mean is never longer than what they are. The first `len` bytes have none.
/// Hands over the string and what follows it, or tells how much was left at the fault.
#[cold]
fn unescaped(text: &mut [u8], mut len: usize) -> Result<(&mut [u8], &mut [u8]), usize> {
    let mut at = len;
    loop {
        match text.get(at) {
            Some(b'"') => {
                let (string, rest) = text.split_at_mut(at);
                return Ok((&mut string[..len], &mut rest[1..]));
            }
            Some(b'\\') => match unescape(&text[at..]) {
                Some((character, taken)) => {
                    len += character.encode_utf8(&mut text[len..]).len();
                    at += taken;
                }
                None => return Err(text.len() - at),
            },
            Some(&byte @ 0x20..) => {
                text[len] = byte;
                len += 1;
                at += 1;
            }
            _ => return Err(text.len() - at),
        }
    }
}

fn integer(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |number, digit| number.checked_mul(10)?.checked_add((digit - b'0').into()))
}

/// The character an escape stands for, and how many bytes it takes. No half of a surrogate pair is a character.
fn unescape(text: &[u8]) -> Option<(char, usize)> {
    let short = |character| Some((character, 2));
    match text.get(1)? {
        b'"' => short('"'),
        b'\\' => short('\\'),
        b'/' => short('/'),
        b'b' => short('\u{8}'),
        b'f' => short('\u{c}'),
        b'n' => short('\n'),
        b'r' => short('\r'),
        b't' => short('\t'),
        b'u' => {
            let high = code_unit(text)?;
            if let Some(character) = char::from_u32(high) {
                return Some((character, 6));
            }
            let low = code_unit(&text[6..])?;
            let pair = char::decode_utf16([u16::try_from(high).ok()?, u16::try_from(low).ok()?]).next()?;
            Some((pair.ok()?, 12))
        }
        _ => None,
    }
}

/// `\u` and four hex digits at the start of `text`.
fn code_unit(text: &[u8]) -> Option<u32> {
    let digits = text.get(..6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, &digit| Some(unit << 4 | char::from(digit).to_digit(16)?))
}

/// Why a text is not one JSON object as a ticket has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadJson {
    /// A member a ticket is made of stands twice, so two readers could read two tickets.
    DuplicateMember,
    /// Its bytes are not UTF-8.
    NotUtf8,
    /// It is not JSON, or not an object, or something follows the object.
    Syntax {
        /// The byte that does not fit.
        at: usize,
    },
    /// Its values nest deeper than 16.
    TooDeep,
}

impl fmt::Display for BadJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateMember => f.write_str("a member stands twice"),
            Self::NotUtf8 => f.write_str("it is not UTF-8"),
            Self::Syntax { at } => write!(f, "it is no JSON object at byte {at}"),
            Self::TooDeep => write!(f, "it nests deeper than {MAX_DEPTH}"),
        }
    }
}

impl Error for BadJson {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value as Json;

    use super::*;

    /// Top-level members as text: strings as they are, plain integers as digits, the rest as nothing.
    fn members(text: &[u8]) -> Option<Vec<(String, Option<String>)>> {
        let mut text = text.to_vec();
        let mut members = Vec::new();
        let read = read_object(&mut text, |key, value| {
            let value = match value {
                Value::Integer(number) => Some(number.to_string()),
                Value::Other => None,
                Value::Text(text) => Some(String::from_utf8(text.to_vec()).unwrap()),
            };
            members.push((String::from_utf8(key.to_vec()).unwrap(), value));
            Ok(())
        });
        read.is_ok().then_some(members)
    }

    fn json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Json::from),
            any::<u64>().prop_map(Json::from),
            any::<i64>().prop_map(Json::from),
            (-1e300..1e300).prop_map(Json::from),
            any::<String>().prop_map(Json::from),
        ];
        leaf.prop_recursive(4, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
                prop::collection::btree_map(any::<String>(), inner, 0..4)
                    .prop_map(|map| Json::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_serde_json_writes_is_read_as_it_was(object in prop::collection::btree_map(any::<String>(), json(), 0..6)) {
            let expected: Vec<_> = object
                .iter()
                .map(|(key, value)| {
                    let value = match value {
                        Json::String(text) => Some(text.clone()),
                        Json::Number(number) => number.as_u64().map(|number| number.to_string()),
                        _ => None,
                    };
                    (key.clone(), value)
                })
                .collect();
            for text in [serde_json::to_vec(&object), serde_json::to_vec_pretty(&object)] {
                prop_assert_eq!(members(&text.unwrap()), Some(expected.clone()));
            }
        }

        #[test]
        fn on_text_like_json_it_agrees_with_serde_json(text in r#"\{("a" ?: ?([0-9tfn"'\\\\ubrue.eE+-]|"\\\\[ubnr/"][0-9a-f]{4}"|null|\[[0-9,]*\]){0,3}[,}]){1,3}[ \n}]?"#) {
            let theirs = serde_json::from_str::<serde_json::Map<String, Json>>(&text);
            prop_assert_eq!(members(text.as_bytes()).is_some(), theirs.is_ok(), "{}", text);
        }
    }
}
