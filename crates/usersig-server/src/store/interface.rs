//! What the service asks of a store. The store is shared by all requests, and may be on another machine.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use usersig::UnixTime;

use crate::access::caller::Caller;
use crate::store::stamp::AheadOfClock;
use crate::words::account::Account;
use crate::words::moment::Moment;
use crate::words::rate::Rate;

/// A future that can be stored, because the kind of store is chosen at run time.
pub(crate) type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreFailed>> + Send + 'a>>;

/// One request to count, and the account whose valid-after time is needed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visit<'a> {
    pub(crate) caller: &'a Caller,
    pub(crate) account: Account,
    /// The rate of tickets for the account, if the request is for one.
    pub(crate) user_rate: Option<Rate>,
    pub(crate) moment: Moment,
}

/// The result of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// The rates allow the request. Tickets issued at or before `valid_after` are revoked.
    Admitted { valid_after: Option<UnixTime> },
    /// The rate of the caller or of the user does not.
    Limited { retry_after: Duration },
}

/// The result of a revocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Revocation {
    /// The account was revoked too often within this second.
    Ahead(AheadOfClock),
    /// It is stored so that no crash can undo it. Tickets issued at or before `valid_after` are refused.
    Stored { valid_after: UnixTime },
}

/// Whether one more failed verification of an account is within the rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failures {
    Few,
    TooMany,
}

/// The size of a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) revocations: u64,
    pub(crate) bytes: u64,
    /// How often the operating system was told to write to the disk.
    pub(crate) syncs: u64,
}

/// Revocations and counters of all accounts.
pub(crate) trait Store: Send + Sync {
    /// Counts the request and reads the account's valid-after time, in one operation.
    fn visit<'a>(&'a self, visit: Visit<'a>) -> Answer<'a, Admission>;

    /// Refuses the account's tickets issued until now.
    fn revoke(&self, account: Account, moment: Moment) -> Answer<'_, Revocation>;

    /// Counts a ticket of the account that `verify` refused.
    fn count_failure(&self, account: Account, rate: Rate, moment: Moment) -> Answer<'_, Failures>;

    /// Forgets revocations of which every ticket has expired.
    fn sweep(&self, now: UnixTime) -> Answer<'_, ()>;

    /// The size, if the store works.
    fn size(&self) -> Answer<'_, Size>;

    /// Writes everything and closes the files.
    fn close(&self);
}

/// The store does not work at the moment. The reason is in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StoreFailed;

impl fmt::Display for StoreFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the store does not answer")
    }
}

impl Error for StoreFailed {}
