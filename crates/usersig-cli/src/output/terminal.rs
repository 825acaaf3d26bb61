//! Text from other people, made harmless for a terminal: no character in it moves the cursor or turns a line around.

use std::path::Path;

use usersig::UserId;

/// The number of characters of a long word that are shown. They do not reveal a key.
const BEGINNING: usize = 6;

/// A text in quotes, as Rust writes it. Quotes, backslashes and characters that cannot be printed are escaped (`\u{1b}`).
pub(crate) fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// A text without quotes around it, in which the same characters are escaped.
pub(crate) fn escaped(text: &str) -> String {
    text.escape_debug().to_string()
}

/// A value of the command line, unless it may be a key or a ticket in the wrong place.
pub(crate) fn escaped_unless_secret(text: &str) -> String {
    if may_be_secret(text) { not_shown(text) } else { escaped(text) }
}

/// A sentence, in which quotes and backslashes stay as they are.
pub(crate) fn sentence(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, character| {
        match character {
            '"' | '\'' | '\\' => shown.push(character),
            other => shown.extend(other.escape_debug()),
        }
        shown
    })
}

/// A sentence, in which each word that is longer than a UserID is cut, because it may be a key or a ticket.
pub(crate) fn without_long_words(sentence: &str) -> String {
    let short = |word: &str| match word.char_indices().nth(UserId::MAX_LEN) {
        Some(_) => word.chars().take(BEGINNING).chain("..".chars()).collect(),
        None => word.to_owned(),
    };
    sentence.split(' ').map(short).collect::<Vec<String>>().join(" ")
}

/// A name in quotes, unless it is so long that it may be a key in the wrong place.
pub(crate) fn quoted_name(name: &str) -> String {
    if name.len() > UserId::MAX_LEN { not_shown(name) } else { quoted(name) }
}

/// A value of a file in quotes, unless it may be a key or a ticket in the wrong place.
pub(crate) fn quoted_unless_secret(value: &str) -> String {
    if may_be_secret(value) { not_shown(value) } else { quoted(value) }
}

/// The text that stands for a hidden value.
pub(crate) fn not_shown(text: &str) -> String {
    format!("({} bytes, not shown)", text.len())
}

/// A path: unchanged if a shell accepts it so, else in quotes.
pub(crate) fn path(path: &Path) -> String {
    let path = path.to_string_lossy();
    let is_plain = path.chars().all(|c| c.is_ascii_alphanumeric() || "_./-".contains(c));
    if is_plain { path.into_owned() } else { quoted(&path) }
}

/// A path, unless a part of it may be a key or a ticket in the wrong place.
pub(crate) fn path_unless_secret(path: &Path) -> String {
    let text = path.to_string_lossy();
    let may_be_secret = text.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| part.len() > UserId::MAX_LEN);
    if may_be_secret { not_shown(&text) } else { self::path(path) }
}

/// Whether the text is longer than a UserID, or contains a long run of hexadecimal digits as a key has.
fn may_be_secret(text: &str) -> bool {
    let is_long = |run: &str| run.len() >= UserId::MAX_LEN / 2 && run.contains(|c: char| c.is_ascii_alphabetic());
    let has_run = || text.split(|c: char| !c.is_ascii_hexdigit()).any(is_long);
    text.len() > UserId::MAX_LEN || has_run()
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

    #[test]
    fn a_key_in_the_place_of_a_path_or_a_value_is_not_shown() {
        let key = "38e71f669dc361929a45c3475243b6faf1fab2f04cba0d9d04f6905036846eef";
        assert_eq!(path_unless_secret(Path::new(key)), "(64 bytes, not shown)");
        assert_eq!(escaped_unless_secret(&format!("--key{}", &key[..20])), "(25 bytes, not shown)");
        assert_eq!(escaped_unless_secret("--user-id"), "--user-id");
        assert_eq!([quoted_unless_secret(key), quoted_unless_secret("99x")], ["(64 bytes, not shown)", "\"99x\""]);
        assert_eq!(path_unless_secret(Path::new("/etc/usersig/production.key")), "/etc/usersig/production.key");
    }
}
