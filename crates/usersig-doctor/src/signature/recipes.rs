//! The texts people sign in the place of the right one.

use std::slice;

use crate::base64;
use crate::claims::{Claims, Number};
use crate::document::Document;
use crate::fault::Recipe;

/// A line of the signed text, without its end: the member, and what stands behind its colon.
pub(super) type Line = (&'static str, Vec<u8>);

/// The lines in their right order. Nothing when a claim is missing.
pub(super) fn lines(claims: &Claims) -> Option<Vec<Line>> {
    let mut lines: Vec<Line> = vec![
        ("TLS.identifier", claims.identifier.clone()?.into()),
        ("TLS.sdkappid", claims.sdk_app_id.clone()?.written.into()),
        ("TLS.time", claims.time.clone()?.written.into()),
        ("TLS.expire", claims.lifetime.clone()?.written.into()),
    ];
    lines.extend(claims.userbuf.clone().map(|userbuf| ("TLS.userbuf", userbuf.into())));
    Some(lines)
}

/// The right text.
pub(super) fn signed_text(lines: &[Line]) -> Vec<u8> {
    joined(lines, "\n")
}

/// Every other text that is tried, the usual slips first. A few hundred, and some thousands about milliseconds.
pub(super) fn all(
    lines: &[Line],
    claims: &Claims,
    document: Option<&Document>,
) -> impl Iterator<Item = (Recipe, Vec<u8>)> {
    let document = document.map(unsigned_documents).unwrap_or_default();
    line_ends(lines)
        .into_iter()
        .chain(userbufs(lines))
        .chain(version_lines(lines))
        .chain(document)
        .chain(documented_formula(claims))
        .chain(other_orders(lines))
        .chain(other_units(claims, lines).into_iter().flatten())
}

fn joined(lines: &[Line], end: &str) -> Vec<u8> {
    lines.iter().flat_map(|(name, value)| [name.as_bytes(), b":", value, end.as_bytes()].concat()).collect()
}

fn line_ends(lines: &[Line]) -> Vec<(Recipe, Vec<u8>)> {
    let mut without_the_last = signed_text(lines);
    without_the_last.pop();
    vec![
        (Recipe::BackslashN, joined(lines, "\\n")),
        (Recipe::CarriageReturns, joined(lines, "\r\n")),
        (Recipe::NoLineEnds, joined(lines, "")),
        (Recipe::NoLastLineEnd, without_the_last),
    ]
}

fn userbufs(lines: &[Line]) -> Vec<(Recipe, Vec<u8>)> {
    let Some((("TLS.userbuf", userbuf), others)) = lines.split_last() else { return Vec::new() };
    let mut texts = vec![(Recipe::NoUserbufLine, signed_text(others))];
    let bytes = str::from_utf8(userbuf).ok().and_then(base64::decode_standard);
    texts.extend(bytes.map(|bytes| {
        (Recipe::RawUserbuf, [signed_text(others), b"TLS.userbuf:".to_vec(), bytes, b"\n".to_vec()].concat())
    }));
    texts
}

fn version_lines(lines: &[Line]) -> [(Recipe, Vec<u8>); 2] {
    let version: [Line; 1] = [("TLS.ver", b"2.0".to_vec())];
    [[&version[..], lines], [lines, &version[..]]].map(|lines| (Recipe::VersionLine, signed_text(&lines.concat())))
}

/// The document as it was before the signature came into it, with and without spaces between.
fn unsigned_documents(document: &Document) -> Vec<(Recipe, Vec<u8>)> {
    let members: Vec<_> = document.members().filter(|(name, _)| *name != "TLS.sig").collect();
    let written = |colon: &str, comma: &str| {
        let members = members.iter().map(|(name, value)| format!("{}{colon}{value}", serde_json::Value::from(*name)));
        let text = format!("{{{}}}", members.collect::<Vec<_>>().join(comma));
        (Recipe::Document, text.into_bytes())
    };
    vec![written(":", ","), written(": ", ", ")]
}

fn documented_formula(claims: &Claims) -> Option<(Recipe, Vec<u8>)> {
    let number = |number: &Option<Number>| Some(number.as_ref()?.written.clone());
    let (app, time, lifetime) = (number(&claims.sdk_app_id)?, number(&claims.time)?, number(&claims.lifetime)?);
    let values = [claims.identifier.as_deref()?, &app, &time, &lifetime].concat();
    let encoded = base64::encode_standard(values.as_bytes());
    Some((Recipe::DocumentedFormula, [values, encoded].concat().into_bytes()))
}

fn other_orders(lines: &[Line]) -> impl Iterator<Item = (Recipe, Vec<u8>)> {
    let orders = lines.iter().fold(vec![Vec::new()], |orders: Vec<Vec<Line>>, line| {
        let inserted = |order: Vec<Line>| {
            (0..=order.len()).map(move |place| [&order[..place], slice::from_ref(line), &order[place..]].concat())
        };
        orders.into_iter().flat_map(inserted).collect()
    });
    orders
        .into_iter()
        .map(|order| (Recipe::OtherOrder(order.iter().map(|(name, _)| *name).collect()), signed_text(&order)))
}

/// The seconds of the document were cut from milliseconds that were signed, so each of the thousand is tried.
fn other_units(claims: &Claims, lines: &[Line]) -> Option<impl Iterator<Item = (Recipe, Vec<u8>)>> {
    let (time, lifetime) = (claims.time.as_ref()?.value, claims.lifetime.as_ref()?.value);
    let lines = lines.to_vec();
    let with = move |time: u64, lifetime: u64| {
        let mut lines = lines.clone();
        lines[2].1 = time.to_string().into();
        lines[3].1 = lifetime.to_string().into();
        signed_text(&lines)
    };
    let milliseconds = lifetime.saturating_mul(1000);
    let times = (0..1000).map(move |part| time.saturating_mul(1000).saturating_add(part));
    let pairs = times.flat_map(move |time| [(time, lifetime), (time, milliseconds)]).chain([(time, milliseconds)]);
    let seconds = (Recipe::Seconds, with(time / 1000, lifetime));
    Some([seconds].into_iter().chain(pairs.map(move |(time, lifetime)| (Recipe::Milliseconds, with(time, lifetime)))))
}
