//! Numbers as languages print them.

/// A number in the other forms in which languages write it.
pub(super) fn printed(number: u64) -> Vec<String> {
    let digits = number.to_string();
    let mut forms = vec![
        go_float(number, "e+0", ""),
        go_float(number, "E", ".0"),
        format!("{digits}.0"),
        go_float(number, "e+", ""),
        go_float(number, "E+", ""),
        go_float(number, "e", ""),
        fixed_exponent(number, "e+0"),
        fixed_exponent(number, "E+0"),
        fixed_exponent(number, "e+00"),
        format!("{digits}.00"),
        format!("{digits}.000000"),
        format!("{digits}L"),
        format!("{digits}n"),
        format!("\"{digits}\""),
        format!("'{digits}'"),
        grouped(&digits, ","),
        grouped(&digits, "."),
        grouped(&digits, " "),
        grouped(&digits, "\u{a0}"),
        grouped(&digits, "_"),
        grouped(&digits, "'"),
        format!("{number:x}"),
        format!("{number:X}"),
        format!("0x{number:x}"),
        format!("0{digits}"),
        format!(" {digits}"),
        format!("{digits} "),
        format!("+{digits}"),
        format!("%!d(string={digits})"),
        format!("%!s(int={digits})"),
        format!("%!s(int64={digits})"),
        format!("%!s(uint64={digits})"),
        format!("%!s(uint32={digits})"),
        format!("%!s(float64={})", go_float(number, "e+0", "")),
        format!("Some({digits})"),
        format!("Optional({digits})"),
        format!("[{digits}]"),
        format!("({digits},)"),
        format!("{digits}\n"),
        format!("{digits}\r"),
    ];
    // A number beyond 31 bits is negative in a signed integer.
    if let Ok(unsigned) = u32::try_from(number)
        && i32::try_from(number).is_err()
    {
        forms.push(unsigned.cast_signed().to_string());
    }
    forms.retain(|form| *form != digits);
    forms
}

/// The shortest digits with an exponent, as Go's `%v`, Java and C# print a float, for example `1.400123456e+09`.
fn go_float(number: u64, exponent: &str, no_fraction: &str) -> String {
    let digits = number.to_string();
    let (first, rest) = digits.split_at(1);
    let rest = rest.trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    let fraction = if rest.is_empty() { no_fraction } else { rest };
    format!("{first}{point}{fraction}{exponent}{}", digits.len() - 1)
}

/// Six digits behind the point, as C's `%e` prints it, for example `1.400123e+09`.
fn fixed_exponent(number: u64, exponent: &str) -> String {
    let digits = number.to_string();
    let power = digits.len() - 1;
    let mut kept: String = digits.chars().chain("000000".chars()).take(7).collect();
    // Rounded by the digit behind the last one that is kept.
    if digits.as_bytes().get(7).is_some_and(|digit| *digit >= b'5') {
        kept = kept.parse::<u64>().map_or(kept, |number| (number + 1).to_string());
    }
    let (first, rest) = kept.split_at(1);
    format!("{first}.{rest}{exponent}{power}")
}

/// Digits in groups of three.
fn grouped(digits: &str, separator: &str) -> String {
    let head = digits.len() % 3;
    let (first, rest) = digits.split_at(head);
    let groups = rest.as_bytes().chunks(3).map(|group| str::from_utf8(group).unwrap_or_default());
    let groups: Vec<&str> = Some(first).filter(|first| !first.is_empty()).into_iter().chain(groups).collect();
    groups.join(separator)
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn numbers_are_printed_as_go_java_c_and_python_print_them() {
        let forms = printed(1_400_123_456);
        for expected in [
            "1.400123456e+09",
            "1.400123456E9",
            "1400123456.0",
            "1.400123e+09",
            "1,400,123,456",
            "53743040",
            "%!d(string=1400123456)",
        ] {
            assert!(forms.iter().any(|form| form == expected), "{expected}: {forms:?}");
        }
        assert!(printed(604_800).contains(&"6.048e+05".to_owned()));
        assert!(printed(4_294_967_295).contains(&"-1".to_owned()));
        assert!(printed(0).contains(&"0.0".to_owned()));
    }
}
