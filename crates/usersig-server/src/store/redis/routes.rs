//! The way from a slot to its server.

use std::sync::Arc;

use crate::store::redis::address::Node;
use crate::store::redis::keys::SLOTS;
use crate::store::redis::server::Server;
use crate::store::redis::slots::Range;

/// The servers that have slots. An instance has all of them.
#[derive(Default)]
pub(crate) struct Routes {
    pub(crate) servers: Vec<Arc<Server>>,
    /// In the order of the slots, with the place of the server among `servers`.
    ranges: Vec<(Range, usize)>,
}

impl Routes {
    pub(crate) fn of_instance(node: Node, connections: u8) -> Self {
        Self::default().with(vec![Range { first: 0, last: SLOTS - 1, node }], connections)
    }

    /// Other routes. Servers that are known already keep their connections.
    pub(crate) fn with(&self, ranges: Vec<Range>, connections: u8) -> Self {
        let mut routes = Self::default();
        for range in ranges {
            let index = routes.servers.iter().position(|server| server.node == range.node).unwrap_or_else(|| {
                let known = self.at(&range.node).map(Arc::clone);
                routes.servers.push(known.unwrap_or_else(|| Arc::new(Server::new(range.node.clone(), connections))));
                routes.servers.len() - 1
            });
            routes.ranges.push((range, index));
        }
        routes
    }

    pub(crate) fn server(&self, slot: u16) -> Option<&Arc<Server>> {
        let next = self.ranges.partition_point(|(range, _)| range.first <= slot);
        let (range, server) = self.ranges.get(next.checked_sub(1)?)?;
        (slot <= range.last).then(|| &self.servers[*server])
    }

    /// Whether there are servers, and all of their connections are open.
    pub(crate) fn is_connected(&self) -> bool {
        let mut places = self.servers.iter().flat_map(|server| &server.places);
        !self.servers.is_empty() && places.all(|place| place.current.load().is_some())
    }

    pub(crate) fn at(&self, node: &Node) -> Option<&Arc<Server>> {
        self.servers.iter().find(|server| server.node == *node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(first: u16, last: u16, host: &str) -> Range {
        Range { first, last, node: Node { host: host.to_owned(), port: 6379 } }
    }

    fn host(routes: &Routes, slot: u16) -> Option<&str> {
        routes.server(slot).map(|server| server.node.host.as_str())
    }

    #[test]
    fn every_slot_leads_to_its_server_or_to_none() {
        let routes = Routes::default().with(vec![range(0, 9, "a"), range(10, 19, "b"), range(30, SLOTS - 1, "a")], 1);
        for (slot, server) in [
            (0, Some("a")),
            (9, Some("a")),
            (10, Some("b")),
            (20, None),
            (29, None),
            (30, Some("a")),
            (16_383, Some("a")),
        ] {
            assert_eq!(host(&routes, slot), server, "{slot}");
        }
        assert_eq!(routes.servers.len(), 2);
        assert_eq!(host(&Routes::default(), 7), None);
    }

    #[test]
    fn a_server_that_stays_keeps_its_connections() {
        let before = Routes::default().with(vec![range(0, 9, "a"), range(10, 19, "b")], 1);
        let after = before.with(vec![range(0, 9, "a"), range(10, 19, "c")], 1);
        assert!(Arc::ptr_eq(before.server(5).unwrap(), after.server(5).unwrap()));
        assert_eq!((host(&after, 15), after.servers.len()), (Some("c"), 2));
    }
}
