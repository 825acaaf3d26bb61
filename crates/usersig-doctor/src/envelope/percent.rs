//! Percent-encoding, once or several times.

use crate::envelope::step::Step;
use crate::fault::EnvelopeFault;
use crate::percent::decode_once;

/// Decodes as often as the text was encoded.
pub(super) fn decode(text: &str) -> Option<Step> {
    let mut decoded = decode_once(text)?;
    let mut times = 1;
    while times < MAX_TIMES
        && let Some(again) = decode_once(&decoded)
    {
        decoded = again;
        times += 1;
    }
    Some((EnvelopeFault::UrlEncoded { times }.into(), Some(decoded)))
}

/// More often than any chain of proxies does it.
const MAX_TIMES: usize = 8;
