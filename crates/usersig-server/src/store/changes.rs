//! The changes of the embedded store, each in one transaction.

use std::collections::HashMap;
use std::time::Duration;

use redb::{ReadableTable, WriteTransaction};
use usersig::UnixTime;

use crate::store::database::{Database, Snapshot};
use crate::store::interface::Revocation;
use crate::store::key::{self, AccountKey, BY_TIME, REVOCATIONS};
use crate::store::stamp;
use crate::words::account::Account;

/// Entries that one transaction forgets, so that revocations do not wait long for it.
pub(crate) const SWEEP_LEN: usize = 2000;

/// Makes a change. It is on the disk and readers see it when this returns.
pub(crate) fn commit<T>(
    database: &Database,
    snapshot: &Snapshot,
    make: impl FnOnce(&WriteTransaction) -> Result<T, redb::Error>,
) -> Result<T, redb::Error> {
    let transaction = database.begin()?;
    let value = make(&transaction)?;
    transaction.commit()?;
    database.publish(snapshot)?;
    Ok(value)
}

/// Stores the valid-after time of each account.
pub(crate) fn revoke(
    transaction: &WriteTransaction,
    accounts: &[Account],
    now: UnixTime,
) -> Result<HashMap<Account, Revocation>, redb::Error> {
    let mut revocations = transaction.open_table(REVOCATIONS)?;
    let mut by_time = transaction.open_table(BY_TIME)?;
    let mut results = HashMap::new();
    for account in accounts {
        if results.contains_key(account) {
            continue;
        }
        let key = AccountKey::of(account);
        let previous = revocations.get(key.as_bytes())?.map(|entry| key::time(entry.value()));
        let result = match stamp::revocation_time(now, previous) {
            Ok(valid_after) => {
                if let Some(previous) = previous {
                    by_time.remove((previous.as_secs(), key.as_bytes()))?;
                }
                revocations.insert(key.as_bytes(), valid_after.as_secs())?;
                by_time.insert((valid_after.as_secs(), key.as_bytes()), ())?;
                Revocation::Stored { valid_after }
            }
            Err(ahead) => Revocation::Ahead(ahead),
        };
        results.insert(*account, result);
    }
    Ok(results)
}

/// Forgets the oldest revocations of which every accepted ticket has expired, and returns their number.
pub(crate) fn forget(transaction: &WriteTransaction, retention: Duration, now: UnixTime) -> Result<usize, redb::Error> {
    let mut revocations = transaction.open_table(REVOCATIONS)?;
    let mut by_time = transaction.open_table(BY_TIME)?;
    let mut forgotten = 0;
    while forgotten < SWEEP_LEN {
        let Some(oldest) = by_time.first()? else { break };
        let (valid_after, key) = oldest.0.value();
        let (valid_after, key) = (key::time(valid_after), key.to_vec());
        drop(oldest);
        if valid_after.saturating_add(retention) >= now {
            break;
        }
        by_time.remove((valid_after.as_secs(), key.as_slice()))?;
        revocations.remove(key.as_slice())?;
        forgotten += 1;
    }
    Ok(forgotten)
}
