//! White space and invisible characters, and the spaces that were plus signs.

use crate::blank::is_blank;
use crate::envelope::reading::reach;
use crate::envelope::step::Step;
use crate::fault::EnvelopeFault;

pub(super) fn remove(text: &str) -> Option<Step> {
    if !text.contains(is_blank) {
        return None;
    }
    let inner = text.trim_matches(is_blank);
    let around = text.chars().count() - inner.chars().count();
    // The white space in a document stays.
    if inner.starts_with('{') {
        let fault = EnvelopeFault::WhiteSpace { around, inside: 0 };
        return (around > 0).then(|| (fault.into(), Some(inner.to_owned())));
    }
    let removed = text.replace(is_blank, "");
    // The other characters of the standard alphabet tell which of the two the ticket had.
    let symbol = if text.contains(['+', '/', '=']) { '+' } else { '*' };
    if let Some(restored) = with_symbols(text, inner, symbol).filter(|restored| reach(restored) > reach(&removed)) {
        let spaces = restored.matches(symbol).count() - text.matches(symbol).count();
        return Some((EnvelopeFault::PlusAsSpace { spaces, symbol }.into(), Some(restored)));
    }
    let inside = inner.chars().filter(|character| is_blank(*character)).count();
    Some((EnvelopeFault::WhiteSpace { around, inside }.into(), Some(removed)))
}

/// With the symbol in the place of spaces. Those at the ends may have been such a symbol too.
fn with_symbols(text: &str, inner: &str, symbol: char) -> Option<String> {
    let outer = text.trim_matches(|character| is_blank(character) && character != ' ');
    let restored =
        [inner, outer].map(|spaced| spaced.replace(' ', symbol.encode_utf8(&mut [0; 4])).replace(is_blank, ""));
    restored.into_iter().max_by_key(|restored| reach(restored))
}
