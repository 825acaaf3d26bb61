//! Line ends, blanks, separators, the order of the lines and the encoding.

use crate::fault::{Deviation, TextEncoding};
use crate::signature::text::facts::{Facts, SDK_APP_ID, SIG, USERBUF, VERSION};
use crate::signature::text::parts::{Line, SignedText};

/// A text, and in what it differs from the one that it was made from.
pub(super) type Variant = (Deviation, SignedText);

pub(super) fn last_line_end(text: &SignedText, _: &Facts<'_>) -> Vec<Variant> {
    vec![(Deviation::NoLastLineEnd, text.with(|text| text.last_end = false))]
}

pub(super) fn line_ends(text: &SignedText, _: &Facts<'_>) -> Vec<Variant> {
    LINE_ENDS.into_iter().map(|end| (Deviation::LineEnd { end }, text.with(|text| text.end = end))).collect()
}

/// The texts that stand in the place of a line feed.
const LINE_ENDS: [&str; 22] = [
    "\\n", "\r\n", "", "&", "\r", ",", "\n\n", "\\r\\n", ";", " ", "|", "<br>", "/n", "n", "<br/>", "<br />", "\t",
    "\0", ", ", "\\\n", "\n\r", "\u{2028}",
];

pub(super) fn surroundings(text: &SignedText, _: &Facts<'_>) -> Vec<Variant> {
    let around = |(before, behind): (&'static str, &'static str)| {
        (Deviation::Around { before, behind }, text.with(|text| (text.before, text.behind) = (before, behind)))
    };
    AROUND.into_iter().map(around).collect()
}

/// The text before the first line and behind the last one.
const AROUND: [(&str, &str); 20] = [
    ("\n", ""),
    ("", "\n"),
    ("\n", "\n"),
    (" ", ""),
    ("", " "),
    ("", "\0"),
    ("\u{feff}", ""),
    ("\r\n", ""),
    ("", "\r\n"),
    ("", "  "),
    ("", "    "),
    ("", "        "),
    ("", "\t"),
    ("\n", "    "),
    ("\n", "        "),
    ("\"", "\""),
    ("'", "'"),
    ("b'", "'"),
    ("{", "}"),
    ("[", "]"),
];

pub(super) fn indentations(text: &SignedText, _: &Facts<'_>) -> Vec<Variant> {
    let mut variants = Vec::new();
    for by in INDENTATIONS {
        for (indents_first, before, behind) in
            [(true, "", ""), (false, "", ""), (true, "\n", ""), (true, "\n", by), (false, "", by), (true, "", by)]
        {
            let indented = text.with(|text| {
                (text.indent, text.indents_first, text.before, text.behind) = (by, indents_first, before, behind);
            });
            variants.push((Deviation::Indented { by }, indented));
        }
    }
    variants
}

/// The blanks at the start of a line.
const INDENTATIONS: [&str; 14] = [
    "    ",
    "  ",
    "        ",
    "\t",
    "            ",
    " ",
    "\t\t",
    "                ",
    "      ",
    "          ",
    "\t\t\t",
    "   ",
    "                    ",
    "\u{a0}",
];

pub(super) fn separators(text: &SignedText, _: &Facts<'_>) -> Vec<Variant> {
    let with =
        |separator| (Deviation::Separator { separator }, text.with(|text: &mut SignedText| text.separator = separator));
    SEPARATORS.into_iter().map(with).collect()
}

/// The texts between a label and its value.
const SEPARATORS: [&str; 13] = [": ", "=", " : ", " :", "", " = ", "：", " ", "::", "\t", ":\t", "=>", " => "];

pub(super) fn encodings(text: &SignedText, _: &Facts<'_>) -> Vec<Variant> {
    let with =
        |encoding| (Deviation::Encoding(encoding), text.with(|text: &mut SignedText| text.encoding = Some(encoding)));
    ENCODINGS.into_iter().map(with).collect()
}

const ENCODINGS: [TextEncoding; 11] = [
    TextEncoding::Utf16LittleEndian,
    TextEncoding::Utf16BigEndian,
    TextEncoding::Url,
    TextEncoding::Base64,
    TextEncoding::Hex,
    TextEncoding::Sha256,
    TextEncoding::Sha256Hex,
    TextEncoding::LowerCase,
    TextEncoding::UpperCase,
    TextEncoding::Utf32LittleEndian,
    TextEncoding::Utf32BigEndian,
];

pub(super) fn extra_lines(text: &SignedText, facts: &Facts<'_>) -> Vec<Variant> {
    let mut variants = Vec::new();
    for (member, value) in EXTRA_LINES {
        let line = Line::new(member, value);
        for place in [0, text.lines.len()] {
            let longer = text.with(|text| text.lines.insert(place, line.clone()));
            variants.push((Deviation::ExtraLine { line: format!("{member}:{value}") }, longer));
        }
    }
    if facts.userbuf.is_none() {
        let app = facts.app.written.as_str();
        let line = Line::new(SDK_APP_ID, app);
        let doubled = text.with(|text| text.lines.push(line));
        variants.push((Deviation::ExtraLine { line: format!("{SDK_APP_ID}:{app}") }, doubled));
    }
    variants
}

/// Lines that the right text does not have.
const EXTRA_LINES: [(&str, &str); 6] =
    [(VERSION, "2.0"), (SIG, ""), (VERSION, "2"), (SIG, "null"), (VERSION, "1.0"), ("TLS.account_type", "0")];

/// Every order of the lines but the right one.
pub(super) fn orders(text: &SignedText, _: &Facts<'_>) -> Vec<Variant> {
    let mut orders: Vec<Vec<&Line>> = vec![Vec::new()];
    for line in text.lines.iter().take(MAX_ORDERED) {
        orders = orders
            .iter()
            .flat_map(|order| {
                (0..=order.len()).map(|place| {
                    let mut longer = order.clone();
                    longer.insert(place, line);
                    longer
                })
            })
            .collect();
    }
    let others = orders.into_iter().filter(|order| order.iter().copied().ne(text.lines.iter().take(MAX_ORDERED)));
    others
        .map(|order| {
            let names = order.iter().map(|line| line.member).collect();
            (Deviation::Order(names), text.with(|text| text.lines = order.into_iter().cloned().collect()))
        })
        .collect()
}

/// A ticket has at most five lines, which have 120 orders.
const MAX_ORDERED: usize = 5;

/// The text that is in alphabetical order, for pairs of deviations: a signer that sorts a map writes it.
pub(super) fn sorted(text: &SignedText, _: &Facts<'_>) -> Vec<Variant> {
    let mut lines = text.lines.clone();
    lines.sort_by(|one, other| one.label.cmp(&other.label));
    let mut variants = vec![order_of(text, lines.clone())];
    lines.reverse();
    variants.push(order_of(text, lines));
    // The order of the document, in which the lifetime stands before the time.
    let mut lines = text.lines.clone();
    if lines.len() >= 4 {
        lines.swap(2, 3);
        variants.push(order_of(text, lines));
    }
    variants.retain(|(_, variant)| variant.lines != text.lines);
    variants
}

fn order_of(text: &SignedText, lines: Vec<Line>) -> Variant {
    let names = lines.iter().map(|line| line.member).collect();
    (Deviation::Order(names), text.with(|text| text.lines = lines))
}

/// The text without a line that it should have: only the userbuf is left out by real signers.
pub(super) fn without_userbuf(text: &SignedText, _: &Facts<'_>) -> Vec<Variant> {
    let without = text.with(|text| text.lines.retain(|line| line.member != USERBUF));
    if without.lines.len() == text.lines.len() { Vec::new() } else { vec![(Deviation::UserbufMissing, without)] }
}
