//! Characters that JSON, source code, HTML and mail escape.

use std::iter::Peekable;
use std::str::Chars;

use crate::envelope::step::Step;
use crate::fault::{EnvelopeFault, Escape};

pub(super) fn undo(text: &str) -> Option<Step> {
    let undone = [
        (Escape::Backslash, backslashes(text)),
        (Escape::Html, html(text)),
        (Escape::QuotedPrintable, quoted_printable(text)),
    ];
    let (escape, text) = undone.into_iter().find_map(|(escape, text)| Some((escape, text?)))?;
    Some((EnvelopeFault::Escaped { escape }.into(), Some(text)))
}

/// `\/`, `\u003d`, `\x3d`, `\n`, `\"` and their like.
fn backslashes(text: &str) -> Option<String> {
    if !text.contains('\\') {
        return None;
    }
    let mut rest = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(character) = rest.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match rest.next() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('0') => out.push('\0'),
            Some('u') => out.push(code(&mut rest, 4)?),
            Some('x') => out.push(code(&mut rest, 2)?),
            Some(escaped) => out.push(escaped),
            None => {}
        }
    }
    Some(out)
}

fn code(rest: &mut Peekable<Chars<'_>>, digits: usize) -> Option<char> {
    let digits: String = (0..digits).filter_map(|_| rest.next_if(char::is_ascii_hexdigit)).collect();
    char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
}

/// `&#43;`, `&#x2B;`, `&amp;` and the named ones of the characters that tickets and JSON have.
fn html(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let entity =
            rest.find(';').filter(|end| *end <= MAX_ENTITY).and_then(|end| Some((end, entity(&rest[1..end])?)));
        if let Some((end, character)) = entity {
            out.push(character);
            rest = &rest[end + 1..];
            found = true;
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    found.then_some(out)
}

/// The longest entity that is looked for, with its `&`.
const MAX_ENTITY: usize = 8;

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse(), |digits| u32::from_str_radix(digits, 16)).ok()?;
        return char::from_u32(code);
    }
    ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, character)| *character)
}

const ENTITIES: [(&str, char); 11] = [
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", '\u{a0}'),
    ("plus", '+'),
    ("equals", '='),
    ("sol", '/'),
    ("ast", '*'),
    ("lowbar", '_'),
];

/// `=3D` and line ends behind a `=`.
fn quoted_printable(text: &str) -> Option<String> {
    let has_soft_line_end = text.contains("=\n") || text.contains("=\r\n");
    let has_code = ["=3D", "=2B", "=2F", "=2A", "=5F"].iter().any(|code| text.contains(code));
    if !has_soft_line_end && !has_code {
        return None;
    }
    let joined = text.replace("=\r\n", "").replace("=\n", "");
    let mut out = String::with_capacity(joined.len());
    let mut rest = joined.as_str();
    while let Some(start) = rest.find('=') {
        out.push_str(&rest[..start]);
        let digits = rest.get(start + 1..start + 3).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let character = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        out.push(character.unwrap_or('='));
        rest = &rest[start + if character.is_some() { 3 } else { 1 }..];
    }
    out.push_str(rest);
    (out != text).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::{backslashes, html, quoted_printable};

    #[test]
    fn escapes_of_json_html_and_mail_are_undone() {
        assert_eq!(backslashes(r"a\/b\u003d\x2b\n").as_deref(), Some("a/b=+\n"));
        assert_eq!(html("a&#43;b&#x3D;&amp;&unknown;&").as_deref(), Some("a+b=&&unknown;&"));
        assert_eq!(quoted_printable("a=3Db=\r\nc=").as_deref(), Some("a=bc="));
        assert_eq!([backslashes("ab"), html("a&b"), quoted_printable("ab==")], [None, None, None]);
    }
}
