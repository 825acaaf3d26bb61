//! Values as a person reads them, safe on any terminal.

use usersig::{Language, UnixTime, UnverifiedRoom, UserId};

/// A text of the ticket in quotes, its control and invisible characters escaped. Of what is longer than an id only the
/// beginning, for it may be a key in the wrong place.
pub(super) fn quoted(text: &str) -> String {
    match beginning(text) {
        Some(beginning) => format!("\"{}..\"", beginning.escape_debug()),
        None => format!("\"{}\"", text.escape_debug()),
    }
}

/// JSON as it stands, safe all the same, and cut in the same way.
pub(super) fn escaped(json: &str) -> String {
    let shown = beginning(json).unwrap_or(json).chars().map(|c| match c {
        '"' | '\'' | '\\' => c.to_string(),
        c => c.escape_debug().to_string(),
    });
    shown.chain(beginning(json).map(|_| "..".to_owned())).collect()
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

/// A character and its number.
pub(super) fn character(character: char) -> String {
    format!("'{}' (U+{:04X})", character.escape_debug(), u32::from(character))
}

/// A moment in UTC and in seconds, which are all there is after the year 9999.
pub(crate) fn moment(time: UnixTime) -> String {
    let secs = time.as_secs();
    let (days, second) = (secs / 86_400, secs % 86_400);
    let (year, month, day) = date(days);
    if year > 9999 {
        return secs.to_string();
    }
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z ({secs})")
}

/// The Gregorian date so many days after 1970-01-01. Years are counted from March, so that the leap day is the last.
const fn date(days: u64) -> (u64, u64, u64) {
    let days = days + DAYS_BEFORE_1970;
    let (era, day_of_era) = (days / DAYS_IN_ERA, days % DAYS_IN_ERA);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + (month <= 2) as u64, month, day)
}

/// From 0000-03-01.
const DAYS_BEFORE_1970: u64 = 719_468;

/// 400 years.
const DAYS_IN_ERA: u64 = 146_097;

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
            (951_782_399, "2000-02-28T23:59:59Z (951782399)"),
            (951_782_400, "2000-02-29T00:00:00Z (951782400)"),
            (1_700_000_000, "2023-11-14T22:13:20Z (1700000000)"),
            (4_294_967_295, "2106-02-07T06:28:15Z (4294967295)"),
            (253_402_300_799, "9999-12-31T23:59:59Z (253402300799)"),
            (253_402_300_800, "253402300800"),
            (u64::MAX, "9223372036854775807"),
        ] {
            assert_eq!(moment(UnixTime::from_secs(secs)), expected);
        }
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
        assert_eq!([quoted(&"张".repeat(33)), escaped(&"7".repeat(33))], ["\"张张张张张张..\"", "777777.."]);
    }
}
