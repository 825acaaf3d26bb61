//! How the embedded store writes accounts and times.

use redb::TableDefinition;
use usersig::{Identifier, UnixTime};

use crate::words::account::Account;

/// The valid-after time of each revoked account.
pub(crate) const REVOCATIONS: TableDefinition<'_, &[u8], u64> = TableDefinition::new("revocations");

/// The same entries in the order of their times, so that those to forget are found without reading the others.
pub(crate) const BY_TIME: TableDefinition<'_, (u64, &[u8]), ()> = TableDefinition::new("revocations by time");

/// Four bytes of the app and at most 128 of the name. The app has a fixed length, so two accounts never have one key.
pub(crate) struct AccountKey {
    bytes: [u8; AccountKey::MAX_LEN],
    len: usize,
}

impl AccountKey {
    const MAX_LEN: usize = size_of::<u32>() + Identifier::MAX_LEN;

    pub(crate) fn of(account: &Account) -> Self {
        let mut bytes = [0; Self::MAX_LEN];
        let name = account.identifier.as_str().as_bytes();
        let (app, rest) = bytes.split_at_mut(size_of::<u32>());
        app.copy_from_slice(&account.sdk_app_id.number().to_be_bytes());
        rest[..name.len()].copy_from_slice(name);
        Self { bytes, len: size_of::<u32>() + name.len() }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// Reads a stored time. A time in the store was a valid one when it was written.
pub(crate) fn time(secs: u64) -> UnixTime {
    UnixTime::from_secs(secs)
}

#[cfg(test)]
mod tests {
    use usersig::SdkAppId;

    use super::*;

    fn key(app: u32, name: &str) -> Vec<u8> {
        let (sdk_app_id, identifier) = (SdkAppId::new(app).unwrap(), Identifier::new(name).unwrap());
        AccountKey::of(&Account { sdk_app_id, identifier }).as_bytes().to_vec()
    }

    #[test]
    fn two_accounts_never_share_a_key() {
        let keys = [key(1, "a"), key(2, "a"), key(1, "A"), key(1, "a "), key(1, "*"), key(1, "{a}:"), key(0x0161, "b")];
        for (index, one) in keys.iter().enumerate() {
            assert!(keys[..index].iter().all(|other| other != one));
        }
        assert_eq!(key(1, &"x".repeat(Identifier::MAX_LEN)).len(), AccountKey::MAX_LEN);
    }
}
