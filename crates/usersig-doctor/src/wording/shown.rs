//! Values as a person reads them, safe on any terminal.

use jiff::Timestamp;
use usersig::{Language, UnixTime, UnverifiedRoom, UserId};

use crate::blank::is_blank;
use crate::wording::words::{Moment, either};

/// A text of the ticket in quotes, its control and invisible characters escaped. Of what is longer than an id only the
/// beginning, for it may be a key in the wrong place.
pub(super) fn quoted(text: &str) -> String {
    match beginning(text) {
        Some(beginning) => format!("\"{}..\"", beginning.escape_debug()),
        None => format!("\"{}\"", text.escape_debug()),
    }
}

/// The number with the English noun in its singular or plural.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// JSON as it stands, safe all the same, and cut in the same way.
pub(super) fn escaped(json: &str) -> String {
    let shown = beginning(json).unwrap_or(json).chars().map(|c| match c {
        '"' | '\'' | '\\' => c.to_string(),
        c => c.escape_debug().to_string(),
    });
    shown.chain(beginning(json).map(|_| "…".to_owned())).collect()
}

/// The few first characters of a text that is longer than any id.
fn beginning(text: &str) -> Option<&str> {
    text.chars().nth(UserId::MAX_LEN)?;
    text.char_indices().nth(BEGINNING).map(|(end, _)| &text[..end])
}

/// Not enough to tell a key by.
const BEGINNING: usize = 6;

/// The name of a key or of a room in quotes, escaped, a long one cut.
pub(super) fn quoted_name(name: &str) -> String {
    let shown: String = name.chars().take(MAX_NAME).flat_map(char::escape_debug).collect();
    let rest = if name.chars().nth(MAX_NAME).is_some() { ".." } else { "" };
    format!("\"{shown}{rest}\"")
}

/// Enough for a room's name.
const MAX_NAME: usize = 64;

/// The number of a character and the character, without brackets, so that it fits into both languages.
pub(super) fn character(character: char) -> String {
    format!("U+{:04X} '{}'", u32::from(character), character.escape_debug())
}

/// A moment in UTC and in seconds. After the year 9999 there are only the seconds.
pub(crate) fn moment(time: UnixTime) -> String {
    let secs = time.as_secs();
    let date = i64::try_from(secs).ok().and_then(|secs| Timestamp::from_second(secs).ok());
    date.map_or_else(|| secs.to_string(), |date| format!("{date} ({secs})"))
}

/// A moment as the caller writes it, unless it is so far away that no calendar has it.
pub(super) fn moment_in(time: UnixTime, language: Language, moment: Moment<'_>) -> String {
    let secs = time.as_secs();
    let is_in_calendar = i64::try_from(secs).is_ok_and(|secs| Timestamp::from_second(secs).is_ok());
    match language {
        Language::Chinese if is_in_calendar => moment(time).replace(" (", "（").replace(')', "）"),
        Language::English if is_in_calendar => moment(time),
        Language::Chinese => format!("1970 年之后 {secs} 秒，晚于公元 9999 年"),
        Language::English => format!("{secs} s after 1970, later than the year 9999"),
    }
}

/// A short piece of text in quotes, with the number of a character that cannot be seen.
pub(super) fn piece(text: &str, language: Language) -> String {
    match text {
        "" => either(language, "nothing", "（空）").to_owned(),
        " " => either(language, "a space", "一个空格").to_owned(),
        "\n" => either(language, "a line feed", "一个换行符").to_owned(),
        "\r\n" => either(language, "CR LF", "CR LF 换行").to_owned(),
        "\t" => either(language, "a tab", "一个制表符").to_owned(),
        "\0" => either(language, "a zero byte", "一个零字节").to_owned(),
        "\u{feff}" => either(language, "a byte order mark", "BOM").to_owned(),
        text => match text.chars().next() {
            Some(first) if is_blank(first) && text.chars().count() == 1 => character(first),
            _ => format!("\"{}\"", text.escape_debug()),
        },
    }
}

/// A message of a server, cut and escaped. A word in it that is as long as a key or a ticket is left out.
pub(super) fn message(text: &str) -> String {
    let words = text.split_whitespace().map(|word| if word.chars().count() > MAX_WORD { ".." } else { word });
    quoted_name(&words.collect::<Vec<_>>().join(" "))
}

/// Longer words may be secrets.
const MAX_WORD: usize = 20;

/// A span in its two largest units.
pub(super) fn span(secs: u64, language: Language) -> String {
    let units = match language {
        Language::Chinese => [" 天", " 小时", " 分钟", " 秒"],
        Language::English => [" d", " h", " min", " s"],
    };
    let counts = [secs / 86_400, secs / 3600 % 24, secs / 60 % 60, secs % 60];
    let first = counts.iter().position(|count| *count > 0).unwrap_or(3);
    let parts = counts.iter().zip(units).skip(first).take(2).filter(|(count, _)| **count > 0 || secs == 0);
    parts.map(|(count, unit)| format!("{count}{unit}")).collect::<Vec<_>>().join(" ")
}

/// A room as a ticket names it.
pub(super) fn room(room: &UnverifiedRoom, language: Language) -> String {
    match (room, language) {
        (UnverifiedRoom::Number(number), Language::Chinese) => format!("数字房间号 {number}"),
        (UnverifiedRoom::Number(number), Language::English) => format!("room number {number}"),
        (UnverifiedRoom::Name(name), Language::Chinese) => format!("字符串房间号 {}", quoted_name(name)),
        (UnverifiedRoom::Name(name), Language::English) => format!("room name {}", quoted_name(name)),
        (_, Language::Chinese) => "未知房间".to_owned(),
        (_, Language::English) => "an unknown room".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_calendar() {
        for (secs, expected) in [
            (0, "1970-01-01T00:00:00Z (0)"),
            (1_700_000_000, "2023-11-14T22:13:20Z (1700000000)"),
            (253_402_300_800, "253402300800"),
            (u64::MAX, "9223372036854775807"),
        ] {
            assert_eq!(moment(UnixTime::from_secs(secs)), expected);
        }
    }

    #[test]
    fn a_word_of_a_message_that_may_be_a_secret_is_left_out() {
        assert_eq!(message(&format!("bad  key {}", "7".repeat(32))), "\"bad key ..\"");
        assert_eq!(
            [piece("\n", Language::English), piece("\u{a0}", Language::English)],
            ["a line feed", "U+00A0 '\\u{a0}'"]
        );
    }

    #[test]
    fn spans_have_two_units_at_most() {
        for (secs, english, chinese) in [
            (0, "0 s", "0 秒"),
            (59, "59 s", "59 秒"),
            (3600, "1 h", "1 小时"),
            (3661, "1 h 1 min", "1 小时 1 分钟"),
            (90_061, "1 d 1 h", "1 天 1 小时"),
        ] {
            assert_eq!(span(secs, Language::English), english);
            assert_eq!(span(secs, Language::Chinese), chinese);
        }
    }

    #[test]
    fn nothing_that_moves_a_cursor_or_hides_is_shown_as_it_is() {
        assert_eq!(quoted("a\u{1b}[2J\n\u{202e}\u{200b}\"张"), r#""a\u{1b}[2J\n\u{202e}\u{200b}\"张""#);
        assert!(quoted_name(&"x".repeat(65)).ends_with("x..\""));
    }

    #[test]
    fn of_what_is_longer_than_an_id_only_the_beginning_is_shown() {
        assert_eq!(quoted(&"x".repeat(32)), format!("\"{}\"", "x".repeat(32)));
        assert_eq!([quoted(&"张".repeat(33)), escaped(&"7".repeat(33))], ["\"张张张张张张..\"", "777777…"]);
    }
}
