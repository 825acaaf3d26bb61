//! The search for the text that a key signed.

use hmac::Hmac;
use sha2::Sha256;

use crate::fault::{Deviation, HashedText};
use crate::signature::attempts::Attempts;
use crate::signature::mac;
use crate::signature::text::facts::Facts;
use crate::signature::text::labels;
use crate::signature::text::layout::{self, Variant};
use crate::signature::text::line_values;
use crate::signature::text::parts::SignedText;
use crate::signature::text::ranges;
use crate::signature::text::userbufs::userbufs;
use crate::signature::text::whole;

/// A key that may have signed.
pub(in crate::signature) struct Key {
    /// Where the key stands in the list of the caller.
    pub(in crate::signature) index: usize,
    pub(in crate::signature) bytes: zeroize::Zeroizing<Vec<u8>>,
    pub(in crate::signature) keyed: Hmac<Sha256>,
}

/// The key that signed, and in what its text differs.
pub(in crate::signature) type Found = (usize, Vec<Deviation>);

/// Looks for a text with one deviation, then for one with two.
pub(in crate::signature) fn find(
    facts: &Facts<'_>,
    mac: &[u8],
    keys: &[Key],
    attempts: &mut Attempts,
) -> Option<Found> {
    if keys.is_empty() {
        return None;
    }
    let mut search = Search { mac, keys, attempts };
    search
        .single(facts)
        .or_else(|| search.whole(facts))
        .or_else(|| search.other_algorithm(facts))
        .or_else(|| search.range(ranges::clock_read_twice(facts)))
        .or_else(|| search.range(ranges::userbufs_not_in_the_document(facts)))
        .or_else(|| search.range(layout::orders(&facts.text(), facts).into_iter()))
        .or_else(|| search.range(ranges::milliseconds(facts)))
        .or_else(|| search.pairs(facts))
}

/// Looks for a text with one deviation only, for keys that are themselves a guess.
pub(in crate::signature) fn find_single(
    facts: &Facts<'_>,
    mac: &[u8],
    keys: &[Key],
    attempts: &mut Attempts,
) -> Option<Found> {
    let mut search = Search { mac, keys, attempts };
    search.simple(facts)
}

struct Search<'a> {
    mac: &'a [u8],
    keys: &'a [Key],
    attempts: &'a mut Attempts,
}

/// One part of the text in each other form that it may have.
type Dimension = fn(&SignedText, &Facts<'_>) -> Vec<Variant>;

/// The likelier parts first.
const DIMENSIONS: [Dimension; 13] = [
    layout::last_line_end,
    layout::line_ends,
    userbufs,
    labels::styles,
    layout::separators,
    layout::encodings,
    layout::extra_lines,
    layout::sorted,
    layout::surroundings,
    line_values::identifiers,
    line_values::others,
    labels::aliases,
    line_values::numbers,
];

/// How many parts, from the first on, are tried with a key that is itself a guess.
const SIMPLE: usize = 9;

impl Search<'_> {
    fn key_of(&mut self, text: &[u8]) -> Option<usize> {
        if !self.attempts.take(self.keys.len()) {
            return None;
        }
        self.keys.iter().find(|key| mac::fits(&key.keyed, text, self.mac)).map(|key| key.index)
    }

    fn range(&mut self, mut variants: impl Iterator<Item = Variant>) -> Option<Found> {
        variants.find_map(|(deviation, text)| Some((self.key_of(&text.bytes())?, vec![deviation])))
    }

    fn simple(&mut self, facts: &Facts<'_>) -> Option<Found> {
        let text = facts.text();
        DIMENSIONS[..SIMPLE].iter().find_map(|dimension| self.range(dimension(&text, facts).into_iter()))
    }

    fn single(&mut self, facts: &Facts<'_>) -> Option<Found> {
        let text = facts.text();
        let mut dimensions = DIMENSIONS.iter().chain([&(layout::indentations as Dimension)]);
        let found = dimensions.find_map(|dimension| self.range(dimension(&text, facts).into_iter()));
        found.or_else(|| self.range(labels::version_1(facts).into_iter()))
    }

    fn whole(&mut self, facts: &Facts<'_>) -> Option<Found> {
        let documents = facts.document.map(whole::documents).unwrap_or_default();
        let mut texts = documents.into_iter().chain(whole::formulas(facts));
        texts.find_map(|(deviation, text)| Some((self.key_of(&text)?, vec![deviation])))
    }

    /// A plain hash, or HMAC with its arguments swapped, over the right text and over one with other line ends.
    fn other_algorithm(&mut self, facts: &Facts<'_>) -> Option<Found> {
        let text = facts.text();
        let mut texts = vec![(Vec::new(), text.bytes())];
        let others = DIMENSIONS[..SIMPLE].iter().flat_map(|dimension| dimension(&text, facts));
        texts.extend(others.map(|(deviation, text)| (vec![deviation], text.bytes())));
        let documents = facts.document.map(whole::documents).unwrap_or_default();
        texts.extend(documents.into_iter().map(|(deviation, text)| (vec![deviation], text)));
        for (mut deviations, text) in texts {
            for key in self.keys {
                if !self.attempts.take(HASHES.len() + 1) {
                    return None;
                }
                let hash = HASHES.into_iter().find(|hash| mac::is_hash(*hash, &key.bytes, &text, self.mac));
                if let Some(hash) = hash {
                    deviations.insert(0, Deviation::PlainHash(hash));
                    return Some((key.index, deviations));
                }
                if mac::covers(&text, &key.bytes, self.mac) {
                    deviations.insert(0, Deviation::KeyAndTextSwapped);
                    return Some((key.index, deviations));
                }
            }
        }
        None
    }

    /// Two deviations at once: of each part only the likeliest forms, which stand first.
    fn pairs(&mut self, facts: &Facts<'_>) -> Option<Found> {
        let text = facts.text();
        for (index, first) in DIMENSIONS.iter().enumerate() {
            for (one, text) in first(&text, facts).into_iter().take(PAIRED) {
                for second in &DIMENSIONS[index + 1..] {
                    for (other, text) in second(&text, facts).into_iter().take(PAIRED) {
                        if let Some(key) = self.key_of(&text.bytes()) {
                            return Some((key, vec![one, other]));
                        }
                    }
                }
            }
        }
        None
    }
}

/// How many forms of each part are combined with those of each other part. There are less than 10,000 pairs.
const PAIRED: usize = 12;

const HASHES: [HashedText; 4] =
    [HashedText::KeyThenText, HashedText::TextThenKey, HashedText::KeyTextKey, HashedText::Text];
