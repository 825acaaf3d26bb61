//! The line of the userbuf, as signers write it wrongly.

use crate::base64;
use crate::fault::{Deviation, ValueReason};
use crate::signature::text::facts::{Facts, USERBUF};
use crate::signature::text::layout::{self, Variant};
use crate::signature::text::line_values::{NOTHING, changed, value};
use crate::signature::text::parts::{Line, SignedText};

pub(super) fn userbufs(text: &SignedText, facts: &Facts<'_>) -> Vec<Variant> {
    match &facts.userbuf {
        Some(userbuf) => of_a_private_map_key(text, facts, userbuf),
        None => of_a_user_sig(text),
    }
}

/// A UserSig has no line for the userbuf: some signers write one with a word for nothing.
fn of_a_user_sig(text: &SignedText) -> Vec<Variant> {
    let with_word = |word: &'static str| {
        let line = Line::new(USERBUF, word);
        (value(USERBUF, "", word, ValueReason::Nothing), text.with(|text| text.lines.push(line)))
    };
    NOTHING.into_iter().map(with_word).collect()
}

fn of_a_private_map_key(text: &SignedText, facts: &Facts<'_>, userbuf: &str) -> Vec<Variant> {
    let mut variants = layout::without_userbuf(text, facts);
    let mut forms: Vec<String> = vec![
        userbuf.replace('/', "\\/"),
        userbuf.trim_end_matches('=').to_owned(),
        userbuf.replace('+', "-").replace('/', "_"),
        userbuf.replace('+', "-").replace('/', "_").trim_end_matches('=').to_owned(),
        userbuf.replace('+', "*").replace('/', "-").replace('=', "_"),
        format!("{userbuf}\n"),
        format!("{userbuf}\r\n"),
        format!("b'{userbuf}'"),
        format!("\"{userbuf}\""),
        base64::encode_standard(userbuf.as_bytes()),
    ];
    for (width, end) in [(76, "\n"), (76, "\r\n"), (64, "\n"), (60, "\n")] {
        let wrapped = wrapped(userbuf, width, end);
        forms.push(format!("{wrapped}{end}"));
        forms.push(wrapped);
    }
    if let Some(bytes) = base64::decode_standard(userbuf) {
        variants.push((Deviation::UserbufRaw, text.with_value(USERBUF, bytes.clone())));
        forms.push(base64::hex(&bytes));
        forms.push(base64::hex(&bytes).to_uppercase());
    }
    let mut forms: Vec<_> = forms.into_iter().map(|form| (ValueReason::Encoded, form)).collect();
    forms.extend(NOTHING.into_iter().map(|word| (ValueReason::Nothing, word.to_owned())));
    variants.extend(changed(text, USERBUF, userbuf, forms));
    variants
}

/// The text in lines of a width, as encoders for mail write base64.
fn wrapped(text: &str, width: usize, end: &str) -> String {
    let lines = text.as_bytes().chunks(width).map(|line| String::from_utf8_lossy(line).into_owned());
    lines.collect::<Vec<_>>().join(end)
}
