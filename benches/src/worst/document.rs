//! Documents that keep a JSON reader busy.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::claims::APP;
use crate::random::Random;

/// A kind of document. It has the members a ticket needs and, between `start` and `end`, as many units as fit, in a
/// random order.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) name: &'static str,
    start: String,
    units: Vec<String>,
    end: &'static str,
}

impl Document {
    /// A document of at most `len` bytes. Only the MAC is wrong.
    pub(super) fn write(&self, len: usize, random: &mut Random) -> Vec<u8> {
        let Self { start, units, end, .. } = self;
        let sig = STANDARD.encode([0; 32]);
        let mut text =
            format!(r#"{{"TLS.ver":"2.0","TLS.sdkappid":{APP},"TLS.time":0,"TLS.expire":0,"TLS.sig":"{sig}",{start}"#);
        loop {
            let unit = &units[random.below(units.len())];
            if text.len() + unit.len() + end.len() + "}".len() > len {
                break;
            }
            text.push_str(unit);
        }
        (text + end + "}").into_bytes()
    }

    /// Another one, for a fault at its end.
    pub(super) fn numbers() -> Self {
        values("numbers", &[",0"])
    }
}

/// Every kind.
pub(super) fn all() -> Vec<Document> {
    let arrays = format!(",{}{}", "[".repeat(15), "]".repeat(15));
    let objects = format!(",{}0{}", r#"{"":"#.repeat(15), "}".repeat(15));
    vec![
        id("id", "", &["a"]),
        id("id in long characters", "", &["😀"]),
        id("id behind an escape", r"\n", &["a"]),
        id("id in long characters behind an escape", r"\n", &["é"]),
        id("id in short escapes", "", &[r"\n"]),
        id("id in long escapes", "", &[r"\u0061"]),
        id("id in escaped pairs", "", &[r"\ud83d\ude00"]),
        id("id in escapes and long characters", "", &[r"\n", "é", r"\/"]),
        id("id in escapes, long characters and letters", "", &[r"\n", "é", r"\/", "a"]),
        id("id in escapes of any length", "", &[r"\n", r"\u00e9", r"\u0061", r"\ud83d\ude00", "é"]),
        member("userbuf", r#""TLS.userbuf":""#, &["AAAA"], r#"""#),
        member("userbuf in escapes", r#""TLS.userbuf":""#, &[r"\/\/\/\/"], r#"""#),
        member("string that ends in an escape", r#""":""#, &["a"], r#"\n""#),
        member("string in escapes and long characters", r#""":""#, &[r"\n", "é", r"\/"], r#"""#),
        member("string in escapes of any length", r#""":""#, &[r"\n", r"\u00e9", r"\ud83d\ude00", "é"], r#"""#),
        member("members", r#""":0"#, &[r#","":0"#], ""),
        member("members of a byte", r#""":0"#, &[r#","a":0"#], ""),
        member("members with escapes", r#""":0"#, &[r#","\n":0"#, r#","é":0"#, r#","\/":0"#], ""),
        member("spaces", r#""":"#, &[" "], "0"),
        member("digits", r#""":0."#, &["0"], ""),
        Document::numbers(),
        values("numbers with all parts", &[",-0.0e-0"]),
        values("strings", &[r#","""#]),
        values("strings of a byte", &[r#","a""#]),
        values("strings of any length", &[r#","""#, r#","a""#, r#","aaa""#, r#","aaaaaaaa""#, r#","aaaaaaaaaaaa""#]),
        values("strings with escapes", &[r#","\n""#, r#","é""#, r#","\/""#]),
        values("arrays", &[",[]"]),
        values("arrays, 16 deep", &[&arrays]),
        values("objects, 16 deep", &[&objects]),
        values("values of all kinds", &[",0", r#","""#, ",[]", ",{}", ",-1", ", 0", r#","\n""#, ",1e1"]),
    ]
}

fn id(name: &'static str, start: &str, units: &[&str]) -> Document {
    new(name, format!(r#""TLS.identifier":"{start}"#), units, r#"""#)
}

fn member(name: &'static str, start: &str, units: &[&str], end: &'static str) -> Document {
    new(name, format!(r#""TLS.identifier":"a",{start}"#), units, end)
}

fn values(name: &'static str, units: &[&str]) -> Document {
    member(name, r#""":[0"#, units, "]")
}

fn new(name: &'static str, start: String, units: &[&str], end: &'static str) -> Document {
    Document { name, start, units: units.iter().map(ToString::to_string).collect(), end }
}
