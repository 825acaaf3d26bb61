//! A text of two bytes for each character that was read as one of single bytes.

use crate::envelope::step::Step;
use crate::fault::EnvelopeFault;

/// Takes the zero bytes out. The mark before them may have become something that is not UTF-8.
pub(super) fn undo(text: &str) -> Option<Step> {
    let zeros = text.matches('\0').count();
    let others = text.chars().filter(|c| !MARKS.contains(c)).count();
    // Every second byte is zero, but for line ends and marks.
    let is_utf_16 = zeros >= MIN_ZEROS && zeros.abs_diff(others) <= 2;
    is_utf_16.then(|| {
        let single = text.replace(MARKS, "");
        (EnvelopeFault::Utf16.into(), Some(single))
    })
}

/// Fewer may stand in a text by chance.
const MIN_ZEROS: usize = 4;

/// The second byte of a character, and the mark as it is read in other encodings.
const MARKS: [char; 5] = ['\0', '\u{fffd}', 'ÿ', 'þ', '\u{feff}'];
