//! The names of entries in Redis.
//!
//! Names of users and callers are hexadecimal, so no character of theirs has a meaning in a key, in a hash tag or in a
//! pattern of SCAN. The braces are the hash tag: a cluster keeps all entries of an account on one server.

use std::fmt::Write;

use crate::words::account::Account;

/// Makes the names for one prefix.
pub(crate) struct Keys {
    prefix: String,
}

/// The entries of one account.
pub(crate) struct AccountKeys {
    /// The prefix and the hash tag.
    start: String,
    /// The part in braces.
    tag: std::ops::Range<usize>,
}

impl Keys {
    pub(crate) fn new(prefix: String) -> Self {
        Self { prefix }
    }

    pub(crate) fn account(&self, account: &Account) -> AccountKeys {
        let mut start = format!("{}:{{{}:", self.prefix, account.sdk_app_id);
        push_hex(&mut start, account.identifier.as_str());
        let tag = self.prefix.len() + 2..start.len();
        start.push('}');
        AccountKeys { start, tag }
    }

    /// The counter of a business server. It is not on the server of an account.
    pub(crate) fn server(&self, name: &str) -> String {
        let mut key = format!("{}:c:", self.prefix);
        push_hex(&mut key, name);
        key
    }

    pub(crate) fn canary(&self) -> String {
        format!("{}:canary", self.prefix)
    }

    pub(crate) fn canary_slot(&self) -> u16 {
        slot(&self.canary())
    }
}

impl AccountKeys {
    pub(crate) fn revocation(&self) -> String {
        format!("{}:r", self.start)
    }

    /// The counter of tickets.
    pub(crate) fn tickets(&self) -> String {
        format!("{}:t", self.start)
    }

    /// The counter of refused tickets.
    pub(crate) fn failures(&self) -> String {
        format!("{}:f", self.start)
    }

    /// The counter of an end user, who acts only for the own account.
    pub(crate) fn user(&self, issuer: &str) -> String {
        let mut key = format!("{}:u:", self.start);
        push_hex(&mut key, issuer);
        key
    }

    /// The slot of all keys of the account.
    pub(crate) fn slot(&self) -> u16 {
        slot(&self.start[self.tag.clone()])
    }
}

/// The hash slot of a cluster: CRC-16/XMODEM of the hash tag, or of a key without one, as the cluster specification defines
/// it.
fn slot(tag: &str) -> u16 {
    let mut crc = 0_u16;
    for byte in tag.bytes() {
        crc ^= u16::from(byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 };
        }
    }
    crc % SLOTS
}

/// The hash slots of a cluster.
pub(crate) const SLOTS: u16 = 16_384;

fn push_hex(text: &mut String, name: &str) {
    for byte in name.bytes() {
        write!(text, "{byte:02x}").expect("a string grows");
    }
}

#[cfg(test)]
mod tests {
    use usersig::{Identifier, SdkAppId};

    use super::*;

    fn keys(app: u32, name: &str) -> AccountKeys {
        let (sdk_app_id, identifier) = (SdkAppId::new(app).unwrap(), Identifier::new(name).unwrap());
        Keys::new("usersig".to_owned()).account(&Account { sdk_app_id, identifier })
    }

    /// R01.
    #[test]
    fn two_accounts_never_share_a_key_and_no_name_reaches_a_key_as_it_is() {
        let names = ["a", "A", "a ", "*", "{a}", "a}:r", "a:r", ":", "}{", "[a-z]", "?", "\\", "a:t", "61"];
        let mut seen = std::collections::HashSet::new();
        for (app, name) in [1, 16, 161].into_iter().flat_map(|app| names.map(|name| (app, name))) {
            let keys = keys(app, name);
            for key in [keys.revocation(), keys.tickets(), keys.failures(), keys.user("issuer")] {
                let tail = key.strip_prefix("usersig:{").unwrap();
                assert_eq!(key.bytes().filter(|byte| b"{}".contains(byte)).count(), 2, "{key}");
                assert!(tail.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":}".contains(&byte)), "{key}");
                assert!(seen.insert(key));
            }
        }
    }

    /// The check value of the cluster specification, and slots that `CLUSTER KEYSLOT` of Redis 7.0 answered.
    #[test]
    fn all_keys_of_an_account_have_the_slot_that_redis_computes() {
        assert_eq!(slot("123456789"), 0x31C3);
        assert_eq!(Keys::new("usersig".to_owned()).canary_slot(), 15_997);
        for (name, slot) in [("alice", 3750), ("{bob}", 11_368), ("*", 395)] {
            let keys = keys(1_400_000_000, name);
            assert_eq!(keys.slot(), slot, "{name}");
            for key in [keys.revocation(), keys.tickets(), keys.failures(), keys.user("issuer")] {
                assert!(key.starts_with(&keys.start), "{key}");
            }
        }
    }
}
