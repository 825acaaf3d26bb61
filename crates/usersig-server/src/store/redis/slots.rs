//! Reads which server of a cluster has which slots.

use redis::Value;

use crate::store::redis::address::Node;
use crate::store::redis::keys::SLOTS;

/// Consecutive slots of one server. Both ends belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) first: u16,
    pub(crate) last: u16,
    pub(crate) node: Node,
}

/// The most ranges of a reply. Resharding splits the ranges of some servers, and a cluster has at most 1,000 nodes.
const MAX_RANGES: usize = 4096;

/// Reads the reply to CLUSTER SLOTS. A server that does not know its own name leaves it out, and then it is the one that was
/// asked. The ranges are in the order of their slots.
pub(crate) fn ranges(reply: &Value, asked: &Node) -> Option<Vec<Range>> {
    let Value::Array(entries) = reply else { return None };
    if entries.is_empty() || entries.len() > MAX_RANGES {
        return None;
    }
    let mut ranges = entries.iter().map(|entry| range(entry, asked)).collect::<Option<Vec<_>>>()?;
    ranges.sort_by_key(|range| range.first);
    let is_in_order = ranges.windows(2).all(|pair| pair[0].last < pair[1].first);
    is_in_order.then_some(ranges)
}

/// A range, its master and its replicas.
fn range(entry: &Value, asked: &Node) -> Option<Range> {
    let Value::Array(members) = entry else { return None };
    let [Value::Int(first), Value::Int(last), Value::Array(master), ..] = members.as_slice() else { return None };
    let slot = |number: i64| u16::try_from(number).ok().filter(|slot| *slot < SLOTS);
    let (first, last) = (slot(*first)?, slot(*last)?);
    let [host, Value::Int(port), ..] = master.as_slice() else { return None };
    let host = match host {
        Value::Nil => "",
        Value::BulkString(bytes) => str::from_utf8(bytes).ok()?,
        _ => return None,
    };
    let node = node(host, u16::try_from(*port).ok()?, asked)?;
    (first <= last).then_some(Range { first, last, node })
}

/// The server of a redirection such as `3999 127.0.0.1:6381`.
pub(crate) fn moved_to(address: &str, asked: &Node) -> Option<Node> {
    let (host, port) = address.rsplit_once(':')?;
    node(host, port.parse().ok()?, asked)
}

fn node(host: &str, port: u16, asked: &Node) -> Option<Node> {
    match host {
        // A server that does not know the name of another one.
        "?" => None,
        "" => Some(Node { host: asked.host.clone(), port }),
        _ => Some(Node { host: host.to_owned(), port }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(first: i64, last: i64, host: Value, port: i64) -> Value {
        let server = |host, port| Value::Array(vec![host, Value::Int(port), Value::BulkString(b"id".to_vec())]);
        let replica = server(Value::BulkString(b"replica".to_vec()), 1);
        Value::Array(vec![Value::Int(first), Value::Int(last), server(host, port), replica])
    }

    fn named(first: i64, last: i64, host: &str) -> Value {
        entry(first, last, Value::BulkString(host.as_bytes().to_vec()), 7000)
    }

    fn asked() -> Node {
        Node { host: "asked".to_owned(), port: 6379 }
    }

    #[test]
    fn the_slots_of_every_master_are_read_in_their_order() {
        let reply =
            Value::Array(vec![named(5461, 16_383, "b"), named(0, 100, "a"), entry(101, 5460, Value::Nil, 7001)]);
        let range = |first, last, host: &str, port| Range { first, last, node: Node { host: host.to_owned(), port } };
        let expected = vec![range(0, 100, "a", 7000), range(101, 5460, "asked", 7001), range(5461, 16_383, "b", 7000)];
        assert_eq!(ranges(&reply, &asked()), Some(expected));
    }

    #[test]
    fn a_reply_that_names_no_server_for_its_slots_is_not_read() {
        let wrong = [
            Value::Nil,
            Value::Array(vec![]),
            Value::Array(vec![Value::Int(1)]),
            Value::Array(vec![named(0, 16_384, "a")]),
            Value::Array(vec![named(-1, 5, "a")]),
            Value::Array(vec![named(9, 5, "a")]),
            Value::Array(vec![named(0, 5, "?")]),
            Value::Array(vec![named(0, 5, "a"), named(5, 9, "b")]),
            Value::Array(vec![entry(0, 5, Value::Nil, 70_000)]),
            Value::Array(vec![Value::Array(vec![Value::Int(0), Value::Int(5)])]),
        ];
        for reply in wrong {
            assert_eq!(ranges(&reply, &asked()), None, "{reply:?}");
        }
    }

    #[test]
    fn a_redirection_names_a_server() {
        let node = |host: &str, port| Some(Node { host: host.to_owned(), port });
        assert_eq!(moved_to("127.0.0.1:6381", &asked()), node("127.0.0.1", 6381));
        assert_eq!(moved_to("::1:6381", &asked()), node("::1", 6381));
        assert_eq!(moved_to(":6381", &asked()), node("asked", 6381));
        for wrong in ["", "host", "host:", "host:70000", "?:6381"] {
            assert_eq!(moved_to(wrong, &asked()), None, "{wrong}");
        }
    }
}
