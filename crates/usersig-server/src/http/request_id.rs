//! The name of a request in the answer, the logs and the audit.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use hyper::body::Bytes;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};

use crate::words::per_worker::PerWorker;

/// The header of the request and of the answer.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Long enough for a UUID or a trace id.
const MAX_LEN: usize = 64;

/// Makes request ids that differ between services and are counted within one. A number of the process would not do, because
/// every container gives its first process the same one.
pub(crate) struct RequestIds {
    /// Random digits and `-`.
    prefix: String,
    next: PerWorker<AtomicU64>,
}

/// Letters, digits, `-` and `_`, so that an id can stand in a log and a header as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestId(String);

impl RequestIds {
    pub(crate) fn new(workers: usize) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "32 random bits suffice to tell replicas apart")]
        let service = RandomState::new().hash_one(0) as u32;
        let prefix = format!("{service:08x}-");
        Self { prefix, next: PerWorker::new(workers, |number| AtomicU64::new(number as u64)) }
    }

    /// Takes the caller's id if it is harmless, else makes one.
    pub(crate) fn of(&self, headers: &HeaderMap) -> RequestId {
        let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok()).filter(|id| is_harmless(id));
        given.map_or_else(|| self.next(), |id| RequestId(id.to_owned()))
    }

    fn next(&self) -> RequestId {
        // The numbers of two workers are never the same.
        let number = self.next.mine().fetch_add(self.next.len() as u64, Ordering::Relaxed);
        // Exactly the usual length, so that the text becomes a header value without a copy.
        let mut id = String::with_capacity(17);
        id.push_str(&self.prefix);
        push_hex(&mut id, number);
        RequestId(id)
    }
}

/// Writes `{number:08x}`, without `fmt`, which took most of the time of an id.
fn push_hex(text: &mut String, number: u64) {
    let digits = (64 - number.leading_zeros()).div_ceil(4).max(8);
    let digit = |place| char::from_digit((number >> (4 * place) & 15) as u32, 16);
    text.extend((0..digits).rev().filter_map(digit));
}

fn is_harmless(id: &str) -> bool {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=MAX_LEN).contains(&id.len()) && id.bytes().all(is_safe)
}

impl RequestId {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn into_header_value(self) -> HeaderValue {
        HeaderValue::from_maybe_shared(Bytes::from(self.0)).expect("letters, digits, - and _ are a header value")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::thread;

    use super::*;

    #[test]
    fn the_digits_are_those_of_fmt() {
        for number in [0, 9, 15, 16, 0x1234_5678, 0x9abc_def0, u32::MAX.into(), 1 << 32, 1 << 36, u64::MAX] {
            let mut text = String::new();
            push_hex(&mut text, number);
            assert_eq!(text, format!("{number:08x}"));
        }
    }

    /// As in two containers, whose processes have the same number.
    #[test]
    fn two_services_do_not_give_the_same_request_ids() {
        let (one, other) = (RequestIds::new(2), RequestIds::new(2));
        let ids = |service: &RequestIds| (0..100).map(|_| service.next().0).collect::<Vec<_>>();
        let first = [ids(&one), thread::scope(|scope| scope.spawn(|| ids(&one)).join().unwrap())].concat();
        let second = ids(&other);
        assert_eq!(first.iter().collect::<HashSet<_>>().len(), 200, "two workers give different ids");
        assert!(first.iter().all(|id| is_harmless(id) && !second.contains(id)), "{first:?} {second:?}");
    }
}
