//! Clients that were refused before their requests reached an interface. Each of them is noted once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many entries there can be for one reason. A page that invents hosts must not push the other entries out of the journal.
const ENTRIES_KEPT: usize = 32;

/// Why a client was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RefusalReason {
    /// The proxy was asked for a tunnel that it refuses, for example to a host that is not one of the service.
    ConnectHost,
    /// The `Host` is not this machine.
    Host,
    /// The `Origin` of the page is not on this machine.
    Origin,
    /// The proxy was asked for an address of plain HTTP.
    ProxiedHttp,
    /// The emulator already has as many apps as it can have.
    TooManyApps,
}

/// The refused clients that the journal has, and the numbers of their entries.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    noted: BTreeMap<(RefusalReason, String), u64>,
}

impl Refusals {
    /// Whether the journal needs an entry about this client. It forgets the entries that the journal has forgotten.
    pub(super) fn is_new(&mut self, reason: RefusalReason, value: &str, earliest: u64, next_id: u64) -> bool {
        self.noted.retain(|_, id| *id >= earliest);
        let count = self.noted.keys().filter(|(noted, _)| *noted == reason).count();
        let key = (reason, value.to_owned());
        if count >= ENTRIES_KEPT || self.noted.contains_key(&key) {
            return false;
        }
        self.noted.insert(key, next_id);
        true
    }

    pub(super) fn clear(&mut self) {
        self.noted.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_noted_once_while_the_journal_has_its_entry() {
        let mut refusals = Refusals::default();
        assert!(refusals.is_new(RefusalReason::Origin, "https://a.example", 1, 1));
        assert!(!refusals.is_new(RefusalReason::Origin, "https://a.example", 1, 2));
        assert!(refusals.is_new(RefusalReason::Host, "https://a.example", 1, 2));
        assert!(refusals.is_new(RefusalReason::Origin, "https://a.example", 2, 3));
    }

    #[test]
    fn one_reason_has_a_bounded_number_of_entries() {
        let mut refusals = Refusals::default();
        let invented = (1..=1000).filter(|id| refusals.is_new(RefusalReason::Host, &format!("{id}.example"), 1, *id));
        assert_eq!(invented.count(), ENTRIES_KEPT);
        assert!(refusals.is_new(RefusalReason::Origin, "https://a.example", 1, 33));
    }
}
