//! Texts that are not made of the lines of a ticket.

use serde_json::Value;

use crate::base64;
use crate::document::Document;
use crate::fault::{Deviation, SignedDocument};
use crate::signature::text::facts::{Facts, SIG};

/// A text that a signer may have signed, as bytes.
pub(super) type WholeText = (Deviation, Vec<u8>);

/// The document as it was before the signature stood in it.
pub(super) fn documents(document: &Document) -> Vec<WholeText> {
    let as_is: Vec<(String, Value)> =
        document.members().map(|(name, value)| (name.to_owned(), value.clone())).collect();
    let mut sorted = as_is.clone();
    sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut texts = Vec::new();
    for members in [as_is, sorted] {
        for (form, members) in forms(&members) {
            for text in written(&members) {
                texts.push((Deviation::Document(form), format!("{text}\n").into_bytes()));
                texts.push((Deviation::Document(form), text.into_bytes()));
            }
        }
    }
    texts
}

type Members = Vec<(String, Value)>;

fn forms(members: &Members) -> [(SignedDocument, Members); 4] {
    let without: Members = members.iter().filter(|(name, _)| name != SIG).cloned().collect();
    let with_sig = |sig: &Value| -> Members {
        members
            .iter()
            .map(|(name, value)| (name.clone(), if name == SIG { sig.clone() } else { value.clone() }))
            .collect()
    };
    let mut behind = without.clone();
    behind.push((SIG.to_owned(), Value::from("")));
    [
        (SignedDocument::EmptySig, with_sig(&Value::from(""))),
        (SignedDocument::EmptySig, behind),
        (SignedDocument::NullSig, with_sig(&Value::Null)),
        (SignedDocument::WithoutSig, without),
    ]
}

/// The document as serializers write it. It is compact, with spaces as Python, with escaped slashes as PHP, or in lines
/// with two or four spaces or a tab.
fn written(members: &Members) -> Vec<String> {
    let joined = |open: &str, colon: &str, comma: &str, close: &str| {
        let members = members.iter().map(|(name, value)| format!("{}{colon}{value}", Value::from(name.as_str())));
        format!("{open}{}{close}", members.collect::<Vec<_>>().join(comma))
    };
    let compact = joined("{", ":", ",", "}");
    let escaped = compact.replace('/', "\\/");
    let mut texts = vec![compact, joined("{", ": ", ", ", "}"), escaped];
    for indent in ["  ", "    ", "\t"] {
        for end in ["\n", "\r\n"] {
            let line = format!("{end}{indent}");
            texts.push(joined(&format!("{{{line}"), ": ", &format!(",{line}"), &format!("{end}}}")));
        }
    }
    texts
}

/// The bare values with and without their base64, and the claims as a query.
pub(super) fn formulas(facts: &Facts<'_>) -> Vec<WholeText> {
    let values = [facts.identifier.as_str(), &facts.app.written, &facts.time.written, &facts.lifetime.written];
    let joined = values.concat();
    let encoded = base64::encode_standard(joined.as_bytes());
    let mut texts = vec![
        (Deviation::DocumentedFormula, [joined.as_str(), encoded.as_str()].concat().into_bytes()),
        (Deviation::DocumentedFormula, encoded.into_bytes()),
    ];
    for separator in ["", ",", "|", ":", "&", "\n", "_", "-", ".", ";", " "] {
        texts.push((Deviation::ValuesOnly, values.join(separator).into_bytes()));
        let [user, app, time, lifetime] = values;
        texts.push((Deviation::ValuesOnly, [app, user, time, lifetime].join(separator).into_bytes()));
    }
    texts
}
