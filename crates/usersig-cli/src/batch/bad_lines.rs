//! The bad lines of a batch: the first ones are reported, the others are counted by reason.

use std::collections::BTreeMap;

use crate::output::terminal;

/// The number of bad lines that are reported one by one. A million of them would fill a disk.
const REPORTED: u64 = 1000;

/// The number of reasons that are told apart, so that memory is bounded.
const REASONS: usize = 100;

/// The maximum length of a reason in characters. A reason may repeat a part of the line.
const MAX_REASON_LEN: usize = 200;

/// The bad lines so far.
#[derive(Default)]
pub(crate) struct BadLines {
    count: u64,
    more_by_reason: BTreeMap<String, u64>,
}

impl BadLines {
    /// Counts a bad line, and returns the message about it while there are few.
    pub(crate) fn add(&mut self, line: u64, reason: &str) -> Option<String> {
        self.count += 1;
        if self.count <= REPORTED {
            let reason = terminal::without_long_words(&terminal::sentence(reason));
            let reason: String = reason.chars().take(MAX_REASON_LEN).collect();
            return Some(format!("line {line}: {reason}"));
        }
        let mut kind = kind_of(reason);
        if self.more_by_reason.len() >= REASONS && !self.more_by_reason.contains_key(&kind) {
            kind = String::from("other reasons");
        }
        *self.more_by_reason.entry(kind).or_default() += 1;
        None
    }

    /// A sentence for each reason of the lines that were not reported, the most frequent reason first.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let mut reasons: Vec<(&String, &u64)> = self.more_by_reason.iter().collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        reasons.into_iter().map(|(reason, count)| format!("{count} more bad lines: {reason}")).collect()
    }
}

/// The reason without what differs from line to line: values in quotes, and numbers.
fn kind_of(reason: &str) -> String {
    let reason: String = reason.chars().take(MAX_REASON_LEN).collect();
    let (mut kind, mut quote) = (String::new(), None);
    for character in terminal::sentence(&reason).chars() {
        match quote {
            Some(end) if character == end => quote = None,
            Some(_) => continue,
            None if "'\"`".contains(character) => quote = Some(character),
            None if character.is_ascii_digit() => {
                if !kind.ends_with('N') {
                    kind.push('N');
                }
                continue;
            }
            None => {}
        }
        kind.push(character);
    }
    terminal::without_long_words(&kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_thousand_are_reported_and_the_others_counted_by_reason() {
        let mut bad_lines = BadLines::default();
        let reported: Vec<String> = (1..=5000)
            .filter_map(|line| match line % 3 {
                0 => bad_lines
                    .add(line, &format!("user id has '{}' at byte {line}", char::from(b'a' + (line % 26) as u8))),
                _ => bad_lines.add(line, "the line is empty"),
            })
            .collect();
        assert_eq!((reported.len(), reported[0].as_str()), (1000, "line 1: the line is empty"));
        let sentences = ["2667 more bad lines: the line is empty", "1333 more bad lines: user id has '' at byte N"];
        assert_eq!(bad_lines.sentences(), sentences);
    }

    #[test]
    fn the_number_of_reasons_is_bounded() {
        let mut bad_lines = BadLines::default();
        for line in 0..10_000 {
            let letters: String = line.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
            bad_lines.add(line, &letters);
        }
        assert!(bad_lines.sentences().len() <= REASONS + 1);
        assert!(bad_lines.sentences()[0].ends_with("other reasons"));
    }
}
