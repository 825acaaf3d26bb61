//! Messages about a configuration, without the secrets that may have been put in the wrong place.

/// As long as the shortest part of a secret worth hiding; names of members and files are shorter or have separators.
pub(crate) const LONGEST_SHOWN: usize = 24;

/// Replaces each long run of characters that a key or a token could consist of.
pub(crate) fn redacted(message: &str) -> String {
    let mut shown = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(first) = rest.chars().next() {
        let len = rest.find(|character| !is_of_a_secret(character)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(len);
        if run.len() > LONGEST_SHOWN {
            shown.push_str("<redacted>");
        } else {
            shown.push_str(run);
        }
        rest = after;
        if len == 0 {
            shown.extend(first.escape_debug());
            rest = &rest[first.len_utf8()..];
        }
    }
    shown
}

fn is_of_a_secret(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '+' | '/' | '=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_of_key_characters_is_not_shown() {
        let key = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
        assert_eq!(redacted(&format!("invalid value `{key}`, expected")), "invalid value `<redacted>`, expected");
        assert_eq!(redacted("unknown field `lisen`, expected"), "unknown field `lisen`, expected");
        assert_eq!(redacted("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
    }
}
