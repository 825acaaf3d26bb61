//! JSON in one line of ASCII.

use std::io::{self, Write};

use memchr::memchr2;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// Writes the value and a line end. All characters that are not printable ASCII are escaped, so that a terminal cannot act
/// on them.
pub(crate) fn line(value: &impl Serialize) -> anyhow::Result<String> {
    let mut json = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut json, Ascii))?;
    json.push(b'\n');
    Ok(String::from_utf8(json)?)
}

/// Appends printable ASCII as a string. This is faster than serde, which a batch notices.
pub(crate) fn push_ascii(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = memchr2(b'"', b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push('\\');
        out.push_str(&rest[at..=at]);
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

struct Ascii;

impl Formatter for Ascii {
    // Control characters below 0x20, quotes and backslashes are escaped before this function is called.
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        for character in fragment.chars() {
            if matches!(character, ' '..='~') {
                write!(writer, "{character}")?;
            } else {
                character.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(writer, "\\u{unit:04x}"))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_one_line_of_printable_ascii_and_reads_the_same_again() {
        for text in ["alice", "\u{1b}[31m\n\u{7f}", "\u{85}\u{9b}", "\u{202e}\u{2066}", "用户😀", "\"\\/"] {
            let line = line(&text).unwrap();
            let json = line.strip_suffix('\n').unwrap();
            assert!(json.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{json:?}");
            assert_eq!(serde_json::from_str::<String>(json).unwrap(), text);
        }
    }

    #[test]
    fn printable_ascii_reads_the_same_again() {
        let text: String = (' '..='~').collect();
        let mut json = String::new();
        push_ascii(&text, &mut json);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
