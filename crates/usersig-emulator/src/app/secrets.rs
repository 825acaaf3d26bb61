//! The session secrets of an app, as hashes.

use std::collections::{BTreeMap, HashMap, VecDeque};

use serde::{Deserialize, Serialize};
use usersig::{UnixTime, UserId};
use usersig_login::service::{Device, SessionId};

use crate::words::a2_key::A2Hash;
use crate::words::kick_type::KickType;

/// How many secrets a user can have: more than a user can have devices. Above it the oldest is forgotten.
const SECRETS_PER_USER: usize = 32;

/// The login that a secret stands for. The emulator makes its ticket again from the times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SecretRecord {
    pub(crate) user_id: UserId,
    pub(crate) device: Device,
    pub(crate) session: SessionId,
    pub(crate) issued_at: UnixTime,
    pub(crate) expires_at: UnixTime,
    /// Who kicked the device. It hears of it when it comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) kicked: Option<KickType>,
}

/// Finds a login by the hash of its secret. The tables use a random hash function, so a client cannot make them slow.
#[derive(Debug, Default)]
pub(crate) struct Secrets {
    records: HashMap<A2Hash, SecretRecord>,
    of_user: HashMap<UserId, VecDeque<A2Hash>>,
}

impl Secrets {
    /// Adds the secret of a login. The secret of an earlier login of the device is forgotten.
    pub(crate) fn insert(&mut self, hash: A2Hash, record: SecretRecord) {
        let Self { records, of_user } = self;
        let hashes = of_user.entry(record.user_id).or_default();
        hashes.retain(|known| {
            let is_of_device = records.get(known).is_none_or(|known| known.device == record.device);
            if is_of_device {
                records.remove(known);
            }
            !is_of_device
        });
        if hashes.len() == SECRETS_PER_USER
            && let Some(oldest) = hashes.pop_front()
        {
            records.remove(&oldest);
        }
        hashes.push_back(hash);
        records.insert(hash, record);
    }

    pub(crate) fn find(&self, hash: A2Hash) -> Option<&SecretRecord> {
        self.records.get(&hash)
    }

    /// The login that a secret stands for has a new session, because its link is back.
    pub(crate) fn moved(&mut self, hash: A2Hash, session: SessionId) {
        if let Some(record) = self.records.get_mut(&hash) {
            record.session = session;
        }
    }

    /// A device was kicked.
    pub(crate) fn kicked(&mut self, user_id: &UserId, device: Device, by: KickType) {
        let hashes = self.of_user.get(user_id).into_iter().flatten();
        for hash in hashes {
            if let Some(record) = self.records.get_mut(hash).filter(|record| record.device == device) {
                record.kicked = Some(by);
            }
        }
    }

    /// The user logged out.
    pub(crate) fn remove(&mut self, hash: A2Hash) {
        let Some(record) = self.records.remove(&hash) else { return };
        if let Some(hashes) = self.of_user.get_mut(&record.user_id) {
            hashes.retain(|known| *known != hash);
            if hashes.is_empty() {
                self.of_user.remove(&record.user_id);
            }
        }
    }

    /// Forgets the secrets of logins that `is_known` does not know any more.
    pub(crate) fn retain(&mut self, is_known: impl Fn(&SecretRecord) -> bool) {
        self.records.retain(|_, record| is_known(record));
        let records = &self.records;
        self.of_user.retain(|_, hashes| {
            hashes.retain(|hash| records.contains_key(hash));
            !hashes.is_empty()
        });
    }

    /// Every secret, in the order of the hashes, so that two exports of the same state are equal.
    pub(crate) fn sorted(&self) -> BTreeMap<A2Hash, SecretRecord> {
        self.records.iter().map(|(hash, record)| (*hash, *record)).collect()
    }
}

#[cfg(test)]
mod tests {
    use usersig::SdkAppId;
    use usersig_login::platform::Platform;

    use super::*;

    fn record(instance: u64) -> SecretRecord {
        let app = SdkAppId::new(1_400_000_000).unwrap();
        SecretRecord {
            user_id: UserId::new("alice").unwrap(),
            device: Device::new(Platform::Web, instance),
            session: format!("{app}.0.{instance}").parse().unwrap(),
            issued_at: UnixTime::from_secs(1),
            expires_at: UnixTime::from_secs(2),
            kicked: None,
        }
    }

    #[test]
    fn a_device_has_one_secret_and_a_user_a_bounded_number() {
        let mut secrets = Secrets::default();
        for (text, instance) in [("one", 1), ("two", 1)] {
            secrets.insert(A2Hash::of(text), record(instance));
        }
        assert_eq!((secrets.find(A2Hash::of("one")), secrets.records.len()), (None, 1));
        for instance in 0..1000 {
            secrets.insert(A2Hash::of(&instance.to_string()), record(instance));
        }
        assert_eq!(secrets.records.len(), SECRETS_PER_USER);
        secrets.remove(A2Hash::of("999"));
        secrets.retain(|_| false);
        assert_eq!((secrets.records.len(), secrets.of_user.len()), (0, 0));
    }
}
