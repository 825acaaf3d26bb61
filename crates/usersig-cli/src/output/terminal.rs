//! Text of others, fit for a terminal: no control character moves its cursor, no format character turns its lines.

use std::path::Path;

use usersig::UserId;

/// The text in quotes, as Rust writes it: what cannot be printed, quotes and backslashes are escaped (`\u{1b}`).
pub(crate) fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// The same without quotes around.
pub(crate) fn escaped(text: &str) -> String {
    text.escape_debug().to_string()
}

/// The same of a sentence, in which quotes and backslashes may stand.
pub(crate) fn sentence(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, character| {
        match character {
            '"' | '\'' | '\\' => shown.push(character),
            other => shown.extend(other.escape_debug()),
        }
        shown
    })
}

/// The sentence with the beginnings alone of words that are longer than an id: they may be a key, or a ticket.
pub(crate) fn without_long_words(sentence: &str) -> String {
    let short = |word: &str| match word.char_indices().nth(UserId::MAX_LEN) {
        Some(_) => word.chars().take(BEGINNING).chain("..".chars()).collect(),
        None => word.to_owned(),
    };
    sentence.split(' ').map(short).collect::<Vec<String>>().join(" ")
}

/// Not enough to tell a key by.
const BEGINNING: usize = 6;

/// A name in quotes, unless it is so long that it may be a key in the wrong place.
pub(crate) fn quoted_name(name: &str) -> String {
    if name.len() > UserId::MAX_LEN { not_shown(name) } else { quoted(name) }
}

/// What to say in the place of a text.
pub(crate) fn not_shown(text: &str) -> String {
    format!("({} bytes, not shown)", text.len())
}

/// The path as it stands where a shell takes it so, else in quotes.
pub(crate) fn path(path: &Path) -> String {
    let path = path.to_string_lossy();
    let is_plain = path.chars().all(|c| c.is_ascii_alphanumeric() || "_./-".contains(c));
    if is_plain { path.into_owned() } else { quoted(&path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_or_format_character_reaches_a_terminal() {
        let controls = ('\0'..=' ').chain('\u{7f}'..='\u{a0}').filter(|c| c.is_control());
        let formats = ['\u{ad}', '\u{61c}', '\u{180e}', '\u{feff}', '\u{e0001}', '\u{e0041}']
            .into_iter()
            .chain('\u{200b}'..='\u{200f}')
            .chain('\u{2028}'..='\u{202e}')
            .chain('\u{2060}'..='\u{206f}')
            .chain('\u{fff9}'..='\u{fffb}');
        for character in controls.chain(formats) {
            let text = format!("a{character}b");
            for shown in [quoted(&text), escaped(&text), sentence(&text), path(Path::new(&text))] {
                assert!(shown.is_ascii() && !shown.contains(|c: char| c.is_control()), "{character:?} as {shown:?}");
            }
        }
    }

    #[test]
    fn quotes_and_backslashes_do_not_end_a_quotation() {
        assert_eq!(quoted(r#"a"b\"#), r#""a\"b\\""#);
    }

    #[test]
    fn letters_of_every_script_stay_as_they_are() {
        assert_eq!(quoted("用户_é😀"), "\"用户_é😀\"");
    }

    #[test]
    fn a_path_with_a_space_is_quoted() {
        assert_eq!(path(Path::new("/run/key-1.txt")), "/run/key-1.txt");
        assert_eq!(path(Path::new("my key")), "\"my key\"");
    }
}
