//! Key texts that cannot be an `SDKSecretKey`, which is 64 hexadecimal digits.

use usersig::SdkAppId;

use crate::doubts::key_doubt::{KeyDoubt, LEN};

/// The key printed in Tencent's official samples, and the app it is for.
const SAMPLE_KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const SAMPLE_APP: u32 = 1_400_000_000;

/// The doubt about the key for this app. The text has no line end.
pub(crate) fn doubt(text: &str, app: Option<SdkAppId>) -> Option<KeyDoubt> {
    let is_hex = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hex && text.len() == LEN {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Some(KeyDoubt::UpperCase);
        }
        let is_for_another_app = app.is_some_and(|app| app.number() != SAMPLE_APP);
        return (text == SAMPLE_KEY && is_for_another_app).then_some(KeyDoubt::SampleKey);
    }
    let count = text.chars().count();
    Some(if text.bytes().all(|byte| byte.is_ascii_digit()) {
        KeyDoubt::Digits { count }
    } else if is_hex {
        KeyDoubt::HexOfAnotherLength { count }
    } else {
        appearance(text).unwrap_or(KeyDoubt::Other { count })
    })
}

fn appearance(text: &str) -> Option<KeyDoubt> {
    let is_in = |alphabet: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || alphabet.contains(c));
    Some(if text.chars().any(|c| !c.is_ascii() && c.escape_debug().len() > 1) {
        KeyDoubt::InvisibleCharacter
    } else if text.starts_with(QUOTES) || text.ends_with(QUOTES) || text.starts_with("b'") {
        KeyDoubt::Quoted
    } else if text.starts_with(['{', '[']) {
        KeyDoubt::Json
    } else if is_placeholder(text) {
        KeyDoubt::Placeholder
    } else if is_assignment(text) {
        KeyDoubt::Assignment
    } else if text.starts_with("AKID") {
        KeyDoubt::SecretId
    } else if text.starts_with("eJ") && is_in("*-_+/=") {
        KeyDoubt::Ticket
    } else if is_uuid(text) {
        KeyDoubt::Uuid
    } else if text.contains("://") || text.starts_with(['/', '~', '.', '@']) {
        KeyDoubt::PathOrAddress
    } else if text.len() >= 40 && is_in("+/=-_") {
        KeyDoubt::Base64
    } else {
        return None;
    })
}

const QUOTES: [char; 7] = ['"', '\'', '`', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}'];

/// `SECRETKEY=..` of an environment file, or `key: ..` of YAML.
fn is_assignment(text: &str) -> bool {
    text.split_once(['=', ':']).is_some_and(|(name, value)| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_- .\"'".contains(c);
        !name.is_empty() && name.len() < LEN / 2 && name.chars().all(is_name) && value.trim_matches('=').len() > 1
    })
}

fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let words = ["null", "none", "nil", "undefined", "true", "false", "changeme", "secret", "secretkey", "key", "todo"];
    let parts = ["your", "secret_key", "secret-key", "process.env", "os.environ", "getenv", "xxxx", "example", "****"];
    let is_template = ["$", "{{", "<", "%", "(null)"].iter().any(|mark| text.starts_with(mark));
    words.contains(&lower.as_str())
        || is_template
        || parts.iter().any(|part| lower.contains(part)) && !text.contains('=')
}

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "38e71f669dc361929a45c3475243b6faf1fab2f04cba0d9d04f6905036846eef";

    #[test]
    fn a_key_of_the_console_is_not_doubted() {
        assert_eq!(doubt(KEY, None), None);
        assert_eq!(doubt(SAMPLE_KEY, SdkAppId::new(SAMPLE_APP).ok()), None);
    }

    #[test]
    fn a_text_that_is_not_a_key_is_described_and_not_shown() {
        let other_app = SdkAppId::new(7).ok();
        for (text, expected) in [
            (SAMPLE_KEY.to_owned(), KeyDoubt::SampleKey),
            (KEY.to_uppercase(), KeyDoubt::UpperCase),
            (format!("\"{KEY}\""), KeyDoubt::Quoted),
            (format!("\u{201c}{KEY}\u{201d}"), KeyDoubt::Quoted),
            (format!("b'{KEY}'"), KeyDoubt::Quoted),
            (format!("SECRETKEY={KEY}"), KeyDoubt::Assignment),
            (format!("export KEY={KEY}"), KeyDoubt::Assignment),
            (format!("secret: {KEY}"), KeyDoubt::Assignment),
            (format!("{{\"key\":\"{KEY}\"}}"), KeyDoubt::Json),
            (format!("{}\u{200b}{}", &KEY[..9], &KEY[9..]), KeyDoubt::InvisibleCharacter),
            ("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE".to_owned(), KeyDoubt::Placeholder),
            ("AKIDz8krbsJ5yKBZQpn74WFkmLPx3".to_owned(), KeyDoubt::SecretId),
            (KEY[1..].to_owned(), KeyDoubt::HexOfAnotherLength { count: 63 }),
            (KEY[..32].to_owned(), KeyDoubt::HexOfAnotherLength { count: 32 }),
            ("1400000000".to_owned(), KeyDoubt::Digits { count: 10 }),
            ("eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLB".to_owned(), KeyDoubt::Ticket),
            ("0f8fad5b-d9cb-469f-a165-70867728950e".to_owned(), KeyDoubt::Uuid),
            ("MzhlNzFmNjY5ZGMzNjE5MjlhNDVjMzQ3NTI0M2I2ZmE=".to_owned(), KeyDoubt::Base64),
            ("/run/secrets/key".to_owned(), KeyDoubt::PathOrAddress),
            ("your_secret_key".to_owned(), KeyDoubt::Placeholder),
            ("process.env.KEY".to_owned(), KeyDoubt::Placeholder),
            ("${SECRET}".to_owned(), KeyDoubt::Placeholder),
            ("false".to_owned(), KeyDoubt::Placeholder),
            (format!("{KEY},"), KeyDoubt::Other { count: 65 }),
        ] {
            let found = doubt(&text, other_app);
            assert_eq!(found, Some(expected), "{text}");
            let told = found.unwrap().to_string();
            assert!(text == "false" || !told.contains(text.get(..8).unwrap_or(&text)), "{text}: {told}");
        }
    }
}
