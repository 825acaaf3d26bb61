//! Revocations in memory, for tests. A restart forgets them.

use std::collections::HashMap;
use std::future::ready;
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use usersig::UnixTime;

use crate::store::interface::{
    Admission, Answer, Failures, Health, Revocation, Revoked, Size, Standing, Store, StoreFailed, Visit,
};
use crate::store::local_limits::LocalLimits;
use crate::store::stamp;
use crate::words::account::Account;
use crate::words::moment::Moment;
use crate::words::rate::Rate;

/// The store of `--store memory`.
pub(crate) struct Memory {
    limits: LocalLimits,
    revocations: RwLock<HashMap<Account, UnixTime>>,
    retention: Duration,
}

impl Memory {
    pub(crate) fn new(retention: Duration) -> Self {
        Self { limits: LocalLimits::new(), revocations: RwLock::default(), retention }
    }
}

impl Store for Memory {
    fn visit<'a>(&'a self, visit: Visit<'a>) -> Answer<'a, Admission> {
        let admission = match self.limits.visit(&visit) {
            Ok(()) => {
                let revocations = self.revocations.read().unwrap_or_else(PoisonError::into_inner);
                let revoked = revocations.get(&visit.account).copied().map_or(Revoked::Never, Revoked::At);
                Admission::Admitted(Standing { now: visit.moment.wall, revoked })
            }
            Err(limited) => Admission::Limited(limited),
        };
        Box::pin(ready(admission))
    }

    fn revoke(&self, account: Account, moment: Moment) -> Answer<'_, Result<Revocation, StoreFailed>> {
        let mut revocations = self.revocations.write().unwrap_or_else(PoisonError::into_inner);
        let revocation = match stamp::revocation_time(moment.wall, revocations.get(&account).copied()) {
            Ok(valid_after) => {
                revocations.insert(account, valid_after);
                Revocation::Stored { valid_after }
            }
            Err(ahead) => Revocation::Ahead(ahead),
        };
        Box::pin(ready(Ok(revocation)))
    }

    fn count_failure(&self, account: Account, rate: Rate, moment: Moment) -> Answer<'_, Failures> {
        Box::pin(ready(self.limits.count_failure(account, rate, moment)))
    }

    fn sweep(&self, now: UnixTime) -> Answer<'_, Result<(), StoreFailed>> {
        let mut revocations = self.revocations.write().unwrap_or_else(PoisonError::into_inner);
        revocations.retain(|_, valid_after| valid_after.saturating_add(self.retention) >= now);
        revocations.shrink_to_fit();
        Box::pin(ready(Ok(())))
    }

    fn health(&self) -> Answer<'_, Result<Health, StoreFailed>> {
        let revocations = self.revocations.read().unwrap_or_else(PoisonError::into_inner);
        let count = u64::try_from(revocations.len()).unwrap_or(u64::MAX);
        Box::pin(ready(Ok(Health::Local(Size { revocations: count, ..Size::default() }))))
    }

    fn close(&self) {}
}
