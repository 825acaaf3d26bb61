//! Each finding, from a ticket made the wrong way on purpose.

#[path = "../../../usersig/tests/it/attack.rs"]
mod attack;
mod common;
mod document;
mod envelope;
mod foreign;
mod garbles;
mod identity;
mod keys;
mod private_map_key;
mod properties;
mod reports;
mod shortened;
mod signature;
mod signed_texts;
mod strategies;
mod times;
mod vectors;
mod wording;

use std::collections::BTreeSet;

use usersig_doctor::FindingId;

use crate::common::case::{Case, ids};

fn every_case() -> Vec<Case> {
    let layers = [
        document::cases(),
        envelope::cases(),
        foreign::cases(),
        identity::cases(),
        private_map_key::cases(),
        shortened::cases(),
        signature::cases(),
        times::cases(),
    ];
    layers.into_iter().flatten().collect()
}

#[test]
fn every_finding_is_produced_by_some_case() {
    let found: BTreeSet<FindingId> = every_case().iter().flat_map(|case| ids(&case.ask.diagnose(&case.text))).collect();
    let missing: Vec<_> = FindingId::ALL.iter().filter(|id| !found.contains(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn refusals_come_before_doubts_and_both_follow_the_order_of_the_ids() {
    for case in every_case() {
        let findings = case.ask.diagnose(&case.text);
        let ranks: Vec<_> = findings.iter().map(|finding| (finding.code().is_none(), finding.id())).collect();
        assert!(ranks.is_sorted(), "{}: {ranks:?}", case.promise);
    }
}

#[test]
fn every_word_is_unique_and_made_of_small_letters_and_digits() {
    let words: BTreeSet<&str> = FindingId::ALL.iter().map(|id| id.as_str()).collect();
    assert_eq!(words.len(), FindingId::ALL.len());
    assert!(words.iter().all(|word| word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))));
}
