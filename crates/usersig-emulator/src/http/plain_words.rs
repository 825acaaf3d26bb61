//! Errors of serde in words that need no Rust.

/// The error of a value at a path of members, such as `settings.hello_interval`, or `.` for the whole document.
pub(crate) fn plain(path: &str, message: &str) -> String {
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
    let of = |rest: &str| rest.replace('`', "");
    let place = if path.trim_matches('.').is_empty() { String::new() } else { format!("{path}: ") };
    if let Some(name) = message.strip_prefix("missing field ") {
        return format!("{place}the member {} is missing", of(name));
    }
    if let Some(name) = message.strip_prefix("duplicate field ") {
        return format!("{place}the member {} occurs twice", of(name));
    }
    if let Some((name, known)) = message.strip_prefix("unknown field ").and_then(|rest| rest.split_once(", ")) {
        return match known.strip_prefix("expected ") {
            Some(known) => format!("there is no member {}; the members are {}", of(name), of(all_of(known))),
            None => format!("there is no member {}; the object has no members", of(name)),
        };
    }
    if let Some((name, known)) =
        message.strip_prefix("unknown variant ").and_then(|rest| rest.split_once(", expected "))
    {
        return format!("{place}{:?} is not one of {}", of(name), of(all_of(known)));
    }
    // A list in place of an object, whose members serde would accept in their order.
    if message.starts_with("invalid length ") && message.contains("expected struct ") {
        return format!("{place}a list is not an object");
    }
    let mismatch = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    match mismatch.and_then(|rest| rest.rsplit_once(", expected ")) {
        Some((given, expected)) => format!("{place}{} is not {}", given_value(given), expected_value(expected)),
        None => format!("{place}{message}"),
    }
}

fn all_of(known: &str) -> &str {
    known.strip_prefix("one of ").unwrap_or(known)
}

/// The value that the document has.
fn given_value(given: &str) -> String {
    match given {
        "map" => "an object".to_owned(),
        "sequence" => "a list".to_owned(),
        _ => {
            let kinds = ["string ", "integer ", "floating point ", "boolean "];
            let value = kinds.iter().find_map(|kind| given.strip_prefix(kind)).unwrap_or(given);
            value.trim_matches('`').to_owned()
        }
    }
}

/// The values that a type accepts. The words of our own types pass through.
pub(crate) fn expected_value(expected: &str) -> &str {
    match expected {
        "a boolean" | "bool" => "true or false",
        "a map" => "an object",
        "a nonzero u8" => "a whole number from 1 to 255",
        "a sequence" => "a list",
        "a string" | "String" | "string" => "a text",
        "i32" => "a whole number from -2147483648 to 2147483647",
        "u8" => "a whole number from 0 to 255",
        "u32" => "a whole number from 0 to 4294967295",
        "u64" | "usize" => "a whole number",
        _ if expected.starts_with("internally tagged enum ") => "an object with the member kind",
        _ if expected.starts_with("struct ") => "an object",
        _ => expected,
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn errors_need_no_rust() {
        let cases = [
            (
                "ttl",
                "invalid type: string \"abc\", expected u64 at line 1 column 9",
                "ttl: \"abc\" is not a whole number",
            ),
            ("a.b", "invalid value: integer `0`, expected a nonzero u8", "a.b: 0 is not a whole number from 1 to 255"),
            (
                "effect",
                "invalid type: string \"x\", expected internally tagged enum Effect",
                "effect: \"x\" is not an object with the member kind",
            ),
            (".", "missing field `ttl` at line 1 column 2", "the member ttl is missing"),
            ("x", "unknown field `x`, expected `a` or `b`", "there is no member x; the members are a or b"),
            ("x", "unknown field `x`, there are no fields", "there is no member x; the object has no members"),
            ("p", "unknown variant `x`, expected one of `A`, `B`", "p: \"x\" is not one of A, B"),
            (".", "invalid length 0, expected struct Set with 1 element", "a list is not an object"),
            ("p", "user id is empty", "p: user id is empty"),
        ];
        for (path, message, words) in cases {
            assert_eq!(plain(path, message), words);
        }
    }
}
