//! User ids that are hardly meant.

use usersig::UserId;

use crate::doubts::doubt::Doubt;

/// The number of hexadecimal digits of an `SDKSecretKey`.
const KEY_LEN: usize = 64;

/// Header cells of the lists that people export, without `_`, `-` and blanks.
const HEADERS: &[&str] = &[
    "account",
    "accountid",
    "email",
    "header",
    "id",
    "identifier",
    "login",
    "name",
    "nickname",
    "phone",
    "uid",
    "user",
    "userid",
    "userids",
    "username",
    "users",
    "usersig",
];

/// The words that languages and databases print for a missing value.
const PLACEHOLDERS: &[&str] = &[
    "%s",
    "(nil)",
    "(none)",
    "(null)",
    "<nil>",
    "<none>",
    "<null>",
    "[object object]",
    "\\n",
    "false",
    "inf",
    "infinity",
    "n/a",
    "na",
    "nan",
    "nil",
    "none",
    "null",
    "true",
    "undefined",
];

/// The doubt about a user id, or about another identifier of a ticket.
pub(crate) fn doubt(id: &str) -> Option<Doubt> {
    if is_usual(id) {
        return None;
    }
    let trimmed = id.trim_matches(' ');
    if trimmed.eq_ignore_ascii_case("administrator") {
        return Some(Doubt::Administrator);
    }
    if trimmed.len() != id.len() {
        return Some(Doubt::BlankAtAnEnd);
    }
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if id.len() > UserId::MAX_LEN {
        let is_key = id.len() == KEY_LEN && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        return Some(if is_key { Doubt::SecretKey } else { Doubt::TooLongForLogin });
    }
    word(id).or_else(|| spreadsheet(id)).or_else(|| (!is_plain).then(|| odd(id)))
}

/// Whether it is a user id like nearly all of a batch, about which there is no doubt. The doubtful words have no
/// digits, and only dates have digits and a dash. The loop has no early end, which is faster.
fn is_usual(id: &str) -> bool {
    let (mut is_plain, mut has_digit) = (true, false);
    for byte in id.bytes() {
        is_plain &= byte.is_ascii_alphanumeric() || byte == b'_';
        has_digit |= byte.is_ascii_digit();
    }
    is_plain && has_digit && id.len() <= UserId::MAX_LEN && id.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn word(id: &str) -> Option<Doubt> {
    if PLACEHOLDERS.iter().any(|word| id.eq_ignore_ascii_case(word)) {
        return Some(Doubt::Placeholder);
    }
    let is_header = |header: &&str| {
        let letters = id.bytes().filter(u8::is_ascii_alphanumeric);
        letters.map(|letter| letter.to_ascii_lowercase()).eq(header.bytes())
    };
    let is_name = id.starts_with(|c: char| c.is_ascii_alphabetic());
    (is_name && HEADERS.iter().any(is_header)).then_some(Doubt::Header)
}

fn spreadsheet(id: &str) -> Option<Doubt> {
    if is_scientific(id) {
        return Some(Doubt::SpreadsheetNumber);
    }
    is_date(id).then_some(Doubt::SpreadsheetDate)
}

/// A long number as spreadsheets and data frames print it, such as `1.38E+10`, `1,38E+10` or `13800000000.0`.
fn is_scientific(id: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let decimal = |text: &str| match text.split_once(['.', ',']) {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(text),
    };
    match id.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => {
            let exponent_has_sign = exponent.starts_with(['+', '-']);
            let has_mark = exponent_has_sign || mantissa.contains(['.', ',']);
            has_mark && decimal(mantissa) && digits(exponent.trim_start_matches(['+', '-']))
        }
        None => id.contains('.') && decimal(id),
    }
}

/// An id such as MAR1 or 3-1 as a spreadsheet shows it, which is `1-Mar`, `Mar-01` or `2024/3/1`.
fn is_date(id: &str) -> bool {
    if !id.contains(['-', '/']) {
        return false;
    }
    let parts: Vec<&str> = id.split(['-', '/']).collect();
    let is_number = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |part: &&str| MONTHS.iter().any(|month| part.eq_ignore_ascii_case(month));
    match parts[..] {
        [day, month] => is_number(&day) && is_month(&month) || is_month(&day) && is_number(&month),
        [a, b, c] => is_number(&a) && is_number(&c) && (is_month(&b) || id.contains('/') && is_number(&b)),
        _ => false,
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// An id with characters that the service does not advise.
fn odd(id: &str) -> Doubt {
    if id.starts_with('#') && (id.ends_with(['!', '?', '#']) || id.contains('/')) || SHEET_ERRORS.contains(&id) {
        return Doubt::SpreadsheetError;
    }
    if ["#", "//", "--", "/*", ";", "<!--"].iter().any(|mark| id.starts_with(mark)) {
        return Doubt::Comment;
    }
    let is_template = ["{", "${", "%(", "<", "[", "$"].iter().any(|mark| id.starts_with(mark));
    if is_template && id.ends_with(|end: char| "})>]".contains(end) || end.is_ascii_uppercase()) {
        return Doubt::Placeholder;
    }
    Doubt::OddCharacter
}

/// Errors of spreadsheets that end like a comment.
const SHEET_ERRORS: [&str; 3] = ["#GETTING_DATA", "#N/A", "#NV"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_somebody_means_is_not_doubted() {
        for id in ["alice", "user_10086", "a-b", "13800000000", "usera", "Nullable", "e10", "1e5", "admin", "9-1", "x"]
        {
            assert_eq!(doubt(id), None, "{id}");
        }
        assert_eq!(doubt("0123456789abcdef0123456789abcdef"), None);
        assert_eq!(doubt("8f14e45f-ceea-467f-a8d5-0e3f6f0a1c2b"), Some(Doubt::TooLongForLogin));
    }

    #[test]
    fn an_id_that_nobody_means_is_doubted_for_the_right_reason() {
        for (expected, ids) in [
            (Doubt::Administrator, &["administrator", "Administrator", " administrator"][..]),
            (Doubt::BlankAtAnEnd, &["alice ", " alice", " "]),
            (Doubt::Comment, &["# users", "#users", "// users", "-- users", "; users"]),
            (Doubt::Header, &["user_id", "UserID", "username", "User Name", "user-id", "UID", "name", "e-mail"]),
            (Doubt::OddCharacter, &["a.b", "a@b.example", "a b", "=1+1", "1.2.3"]),
            (Doubt::Placeholder, &["null", "NULL", "undefined", "None", "nil", "NaN", "N/A", "(null)", "{user_id}"]),
            (Doubt::Placeholder, &["[object Object]", "${USER}", "<id>", "\\N", "true", "$USER", "%s"]),
            (Doubt::SpreadsheetDate, &["1-Mar", "Mar-01", "2024/3/1", "01-Mar-2024"]),
            (Doubt::SpreadsheetError, &["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#SPILL!", "####"]),
            (Doubt::SpreadsheetNumber, &["1.38E+10", "1.38e10", "1,38E+10", "1E+10", "13800000000.0"]),
        ] {
            for id in ids {
                assert_eq!(doubt(id), Some(expected), "{id}");
            }
        }
    }
}
