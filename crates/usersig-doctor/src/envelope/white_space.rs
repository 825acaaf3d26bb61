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
    if let Some(plus) = with_plus_signs(text, inner).filter(|plus| reach(plus) > reach(&removed)) {
        let spaces = plus.matches('+').count() - text.matches('+').count();
        return Some((EnvelopeFault::PlusAsSpace { spaces }.into(), Some(plus)));
    }
    let inside = inner.chars().filter(|character| is_blank(*character)).count();
    Some((EnvelopeFault::WhiteSpace { around, inside }.into(), Some(removed)))
}

/// With spaces as plus signs; those at the ends may have been some too.
fn with_plus_signs(text: &str, inner: &str) -> Option<String> {
    let outer = text.trim_matches(|character| is_blank(character) && character != ' ');
    let restored = [inner, outer].map(|spaced| spaced.replace(' ', "+").replace(is_blank, ""));
    restored.into_iter().max_by_key(|restored| reach(restored))
}
