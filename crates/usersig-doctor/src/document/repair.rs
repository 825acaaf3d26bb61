//! Makes JSON of a text that is nearly JSON: what Python, JavaScript, PHP and Java print for a map.

mod pass;

use crate::document::repair::pass::Pass;
use crate::fault::JsonFlaw;

/// The repaired text, and each kind of repair once.
pub(super) fn repair(text: &str) -> (String, Vec<JsonFlaw>) {
    let mut pass = Pass::over(text);
    if !text.trim_start().starts_with('{') {
        pass.flaw(JsonFlaw::MissingBrace);
        pass.out.push('{');
    }
    pass.run();
    let missing = pass.out.matches('{').count().saturating_sub(pass.out.matches('}').count());
    if missing == 1 {
        pass.flaw(JsonFlaw::MissingBrace);
        pass.out.push('}');
    }
    (pass.out, pass.flaws)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::repair;

    #[test]
    fn what_languages_print_for_a_map_becomes_json() {
        let expected = json!({"TLS.ver": "2.0", "TLS.time": 17, "x": null});
        for text in [
            "{'TLS.ver': '2.0', 'TLS.time': 17, 'x': None}",
            "{u'TLS.ver': b'2.0', 'TLS.time': 17L, 'x': NaN,}",
            "\"TLS.ver\":\"2.0\",\"TLS.time\":17,\"x\":null",
            "{\"TLS.ver\":\"2.0\", // the version\n\"TLS.time\":17,\"x\":undefined}",
            "{“TLS.ver”：“2.0”,“TLS.time”：17,“x”：nil",
            "{'TLS.ver' => '2.0', 'TLS.time' => 17, 'x' => NULL}",
        ] {
            let (repaired, flaws) = repair(text);
            assert_eq!(serde_json::from_str::<Value>(&repaired).ok().as_ref(), Some(&expected), "{text}: {repaired}");
            assert!(!flaws.is_empty());
        }
    }
}
