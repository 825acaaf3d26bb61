//! Values that a signer signed although the document has others.

use crate::base64;
use crate::fault::{Deviation, ValueReason};
use crate::percent;
use crate::signature::text::facts::{EXPIRE, Facts, IDENTIFIER, SDK_APP_ID, TIME};
use crate::signature::text::layout::Variant;
use crate::signature::text::numbers;
use crate::signature::text::parts::SignedText;

/// The three numbers, one or several of them in another form.
pub(super) fn numbers(text: &SignedText, facts: &Facts<'_>) -> Vec<Variant> {
    let members = [(SDK_APP_ID, facts.app.value), (TIME, facts.time.value), (EXPIRE, facts.lifetime.value)];
    let forms = members.map(|(_, number)| numbers::printed(number));
    let [apps, times, lifetimes] = &forms;
    let mut variants = Vec::new();
    for ((app, time), lifetime) in apps.iter().zip(times).zip(lifetimes) {
        let printed = [app, time, lifetime];
        for subset in 1..8_u8 {
            let mut chosen = (0..3).filter(|index| subset >> index & 1 == 1);
            let Some(first) = chosen.next() else { continue };
            let mut other = text.with_value(members[first].0, printed[first].as_bytes());
            for index in chosen {
                other = other.with_value(members[index].0, printed[index].as_bytes());
            }
            let (member, number) = members[first];
            variants.push((value(member, &number.to_string(), printed[first], ValueReason::Printed), other));
        }
    }
    variants
}

/// The id in another form, or that of the login.
pub(super) fn identifiers(text: &SignedText, facts: &Facts<'_>) -> Vec<Variant> {
    let id = facts.identifier.as_str();
    let mut forms: Vec<(ValueReason, String)> = Vec::new();
    forms.extend(facts.asked_user.map(|asked| (ValueReason::Asked, asked.to_owned())));
    let printed = [
        percent::encode(id),
        percent::encode(id).to_lowercase(),
        percent::encode(id).replace("%20", "+"),
        percent::decode_once(id).unwrap_or_default(),
        id.trim().to_owned(),
        id.to_lowercase(),
        id.to_uppercase(),
        format!("\"{id}\""),
        format!("'{id}'"),
        format!("b'{id}'"),
        format!("b\"{id}\""),
        format!("Some(\"{id}\")"),
        format!("Optional(\"{id}\")"),
        format!("Optional[{id}]"),
        format!("[{id}]"),
        format!("{id}\n"),
        format!("{id}\r"),
        format!("{id}\r\n"),
        format!("{id}\0"),
        format!("{id} "),
        format!(" {id}"),
        format!("%!d(string={id})"),
        format!("%!s(*string={id})"),
        format!("@{id}"),
        serde_json::Value::from(id).to_string(),
        id.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
        base64::hex(id.as_bytes()),
    ];
    forms.extend(printed.into_iter().map(|form| (ValueReason::Printed, form)));
    forms.push((ValueReason::Encoded, base64::encode_standard(id.as_bytes())));
    forms.extend(NOTHING.into_iter().map(|word| (ValueReason::Nothing, word.to_owned())));
    changed(text, IDENTIFIER, id, forms)
}

/// Another moment, lifetime or app in the place of the right one.
pub(super) fn others(text: &SignedText, facts: &Facts<'_>) -> Vec<Variant> {
    let (time, lifetime) = (facts.time.value, facts.lifetime.value);
    let mut lifetimes: Vec<(ValueReason, u64)> = Vec::new();
    for end in facts.end().into_iter().flat_map(|end| [end, end.saturating_add(1), end.saturating_sub(1)]) {
        lifetimes.push((ValueReason::EndAndLifetime, end));
        lifetimes.push((ValueReason::EndAndLifetime, end.saturating_mul(1000)));
    }
    lifetimes.extend(lifetime.checked_sub(time).map(|span| (ValueReason::EndAndLifetime, span)));
    for factor in [1000, 60, 3600, 86_400] {
        lifetimes.extend(lifetime.checked_mul(factor).map(|other| (ValueReason::Unit, other)));
        lifetimes.push((ValueReason::Unit, lifetime / factor));
    }
    lifetimes.extend(USUAL_LIFETIMES.map(|usual| (ValueReason::Other, usual)));
    let as_text = |values: Vec<(ValueReason, u64)>| {
        values.into_iter().map(|(reason, value)| (reason, value.to_string())).collect::<Vec<_>>()
    };
    let times = vec![
        (ValueReason::Unit, time.saturating_mul(1000)),
        (ValueReason::Unit, time / 1000),
        (ValueReason::Unit, time.saturating_mul(1_000_000)),
        (ValueReason::Unit, time / 60),
        (ValueReason::EndAndLifetime, facts.end().unwrap_or_default()),
        (ValueReason::Other, 0),
        (ValueReason::Other, time.saturating_add(8 * 3600)),
        (ValueReason::Other, time.saturating_sub(8 * 3600)),
    ];
    let mut variants = changed(text, EXPIRE, &facts.lifetime.written, as_text(lifetimes));
    variants.extend(changed(text, TIME, &facts.time.written, as_text(times)));
    let apps = facts.asked_app.map(|app| (ValueReason::Asked, app.number().to_string()));
    let apps = apps.into_iter().chain([(ValueReason::Nothing, "0".to_owned())]).collect();
    variants.extend(changed(text, SDK_APP_ID, &facts.app.written, apps));
    for member in [SDK_APP_ID, TIME, EXPIRE] {
        let words = NOTHING.into_iter().map(|word| (ValueReason::Nothing, word.to_owned())).collect();
        let document = text.value(member).map(String::from_utf8_lossy).unwrap_or_default().into_owned();
        variants.extend(changed(text, member, &document, words));
    }
    variants.extend(swapped(text));
    variants
}

/// Two values in each other's place.
fn swapped(text: &SignedText) -> Vec<Variant> {
    let mut variants = Vec::new();
    for one in 0..text.lines.len() {
        for other in one + 1..text.lines.len() {
            let [first, second] = [one, other].map(|at| text.lines[at].value.clone());
            let [document, signed] = [&first, &second].map(|value| String::from_utf8_lossy(value).into_owned());
            let exchanged = text.with(|text| (text.lines[one].value, text.lines[other].value) = (second, first));
            variants.push((value(text.lines[one].member, &document, &signed, ValueReason::Other), exchanged));
        }
    }
    variants
}

pub(super) fn changed(
    text: &SignedText,
    member: &'static str,
    document: &str,
    forms: Vec<(ValueReason, String)>,
) -> Vec<Variant> {
    let forms = forms.into_iter().filter(|(_, form)| form != document);
    forms
        .map(|(reason, form)| (value(member, document, &form, reason), text.with_value(member, form.as_bytes())))
        .collect()
}

pub(super) fn value(member: &'static str, document: &str, signed: &str, reason: ValueReason) -> Deviation {
    Deviation::Value { member, document: document.to_owned(), signed: signed.to_owned(), reason }
}

/// The words that languages print for a value that is not there.
pub(super) const NOTHING: [&str; 24] = [
    "null",
    "",
    "None",
    "undefined",
    "nil",
    "<nil>",
    "NULL",
    "false",
    "(null)",
    "<null>",
    "NaN",
    "%!s(<nil>)",
    "%!d(<nil>)",
    "%!v(<nil>)",
    "[]",
    "{}",
    "\"\"",
    "''",
    "b''",
    "[object Object]",
    "Optional.empty",
    "nullptr",
    "Null",
    "none",
];

/// Lifetimes that signers have as a default, an hour to 50 years.
const USUAL_LIFETIMES: [u64; 14] = [
    3600,
    7200,
    43_200,
    86_400,
    172_800,
    259_200,
    604_800,
    1_296_000,
    2_592_000,
    5_184_000,
    7_776_000,
    15_552_000,
    31_536_000,
    1_576_800_000,
];
