//! A ticket made the wrong way, and its findings.

use usersig_doctor::{Finding, FindingId};

use crate::common::ask::{Ask, ask};

pub(crate) fn ids(findings: &[Finding]) -> Vec<FindingId> {
    findings.iter().map(Finding::id).collect()
}

/// A ticket made the wrong way, and what must be found, in this order.
pub(crate) struct Case {
    pub(crate) promise: &'static str,
    pub(crate) text: String,
    pub(crate) ask: Ask,
    pub(crate) expected: Vec<FindingId>,
}

pub(crate) fn case(promise: &'static str, text: impl Into<String>, expected: &[FindingId]) -> Case {
    Case { promise, text: text.into(), ask: ask(), expected: expected.to_vec() }
}

impl Case {
    pub(crate) fn asking(mut self, ask: Ask) -> Self {
        self.ask = ask;
        self
    }
}

pub(crate) fn check(cases: &[Case]) {
    assert!(!cases.is_empty());
    let wrong = cases.iter().filter_map(|Case { promise, text, ask, expected }| {
        let findings = ask.diagnose(text);
        let shown: String = text.chars().take(100).collect();
        (ids(&findings) != *expected).then(|| format!("{promise}: {shown:?}: not {expected:?}: {findings:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
