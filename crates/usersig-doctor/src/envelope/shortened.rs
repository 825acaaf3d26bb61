//! Marks by which logs, screens and chats show that they shortened a text.

use crate::base64;
use crate::blank::is_blank;
use crate::envelope::container::End;
use crate::envelope::reading::{is_beginning, open, reach};
use crate::envelope::share;
use crate::envelope::step::Step;
use crate::fault::{EnvelopeFault, Mark};

/// Finds a mark behind, inside or before a ticket. The part before the mark may have a second fault.
pub(super) fn undo(text: &str) -> Option<Step> {
    let bare = text.trim_matches(is_around);
    if let Some((mark, rest)) = before(bare) {
        let fault = EnvelopeFault::BeginningMissing { missing: None, mark: Some(mark.to_owned()) };
        return is_symbols(rest).then(|| (fault.into(), None));
    }
    let head = symbols(bare);
    let (mark, is_inside) = behind(&bare[head.len()..])?;
    let reach = reach(head);
    if reach.is_some_and(|reach| reach.is_document && reach.is_whole) || reach.is_none() && !is_beginning(head) {
        return None;
    }
    let mark = Mark { text: mark.to_owned(), is_inside };
    Some((cut_off(head, mark).into(), reach.map(|_| head.to_owned())))
}

/// The length of the mark at the start of the text, with the blanks before it and the end of a ticket behind it.
pub(super) fn mark_len(text: &str) -> usize {
    let line = text.split(['\n', '"', '\'', '`', '&', ',', ';', '}']).next().unwrap_or_default();
    let words = line.split_inclusive(' ');
    // The words of other text may stand behind the mark.
    let ends = words.scan(0, |end, word| {
        *end += word.len();
        Some(*end)
    });
    let marks = ends.take(MAX_WORDS).map(|end| text[..end].trim_end()).filter(|mark| behind(mark).is_some());
    let marks: Vec<&str> = marks.collect();
    marks.iter().find(|mark| is_words(mark)).or(marks.first()).map_or(0, |mark| mark.len())
}

/// A mark and the text behind it.
fn before(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start_matches(DOTS);
    let mark = &text[..text.len() - rest.len()];
    is_dots(mark).then_some((mark, rest.trim_start_matches(is_blank)))
}

/// The mark at the start of a text, and whether the end of a ticket follows it. Nothing if other text follows.
fn behind(text: &str) -> Option<(&str, bool)> {
    let text = text.trim_start_matches(is_around);
    let rest = text.trim_start_matches(DOTS);
    let dots = &text[..text.len() - rest.len()];
    if !is_dots(dots) {
        return is_words(text).then_some((text, false));
    }
    match rest.trim_start_matches(is_around) {
        "" => Some((dots, false)),
        words if is_words(words) => Some((text, false)),
        // Behind a blank, other text begins.
        _ => is_symbols(rest).then_some((dots, true)),
    }
}

/// Words that say that more would follow, such as `[truncated]` or `104 more characters`.
fn is_words(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.len() <= MAX_LEN && WORDS.iter().any(|word| lower.contains(word))
}

fn is_around(character: char) -> bool {
    is_blank(character) || "\"'`“”‘’".contains(character)
}

fn is_dots(text: &str) -> bool {
    text.contains('…') || text.chars().count() >= 2
}

fn symbols(text: &str) -> &str {
    &text[..text.find(|c| !base64::is_symbol(c)).unwrap_or(text.len())]
}

fn is_symbols(text: &str) -> bool {
    text.len() >= MIN_END && symbols(text).len() == text.len()
}

fn cut_off(head: &str, mark: Mark) -> EnvelopeFault {
    let document = open(head).map(|(_, opened)| opened.document).unwrap_or_default();
    EnvelopeFault::CutOff {
        characters: head.len(),
        document_bytes: document.len(),
        missing_percent: share::missing_percent(head.len(), &document, End::StreamCut),
        bytes: None,
        mark: Some(mark),
    }
}

const DOTS: [char; 4] = ['.', '…', '·', '⋯'];

/// Longer texts are more than a mark.
const MAX_LEN: usize = 64;

/// More words than a mark has.
const MAX_WORDS: usize = 5;

/// Fewer characters are a word, not the end of a ticket.
const MIN_END: usize = 4;

const WORDS: [&str; 16] = [
    "truncat",
    "snip",
    "more char",
    "more byte",
    "more)",
    "more]",
    "more>",
    "more-",
    "omitted",
    "elided",
    "cut off",
    "shortened",
    "省略",
    "截断",
    "略)",
    "略）",
];

#[cfg(test)]
mod tests {
    use super::{behind, mark_len};

    #[test]
    fn a_mark_ends_where_other_text_begins() {
        assert_eq!(mark_len("... user=alice"), 3);
        assert_eq!(mark_len("... 104 more characters user"), 23);
        assert_eq!(mark_len(" [truncated]\nnext"), 12);
        assert_eq!(mark_len(". Then it failed"), 0);
        assert_eq!(behind("...M7c_"), Some(("...", true)));
        assert_eq!(behind(" and other words"), None);
    }
}
