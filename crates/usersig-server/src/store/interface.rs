//! The interface of a store of revocations and counters. A store is shared by all requests, and may be on another machine.

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
pub(crate) type Answer<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// One request to count, and the account whose valid-after time is needed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visit<'a> {
    pub(crate) caller: &'a Caller<'a>,
    pub(crate) account: Account,
    /// The rate of tickets for the account, if the request is for one.
    pub(crate) user_rate: Option<Rate>,
    pub(crate) moment: Moment,
}

/// The result of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// The rates allow the request.
    Admitted(Standing),
    /// A rate does not.
    Limited(Limited),
}

/// A rate that is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limited {
    pub(crate) by: LimitedBy,
    pub(crate) retry_after: Duration,
}

/// The two rates of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LimitedBy {
    /// The requests of the caller.
    Caller,
    /// The tickets of the account.
    User,
}

/// The store's knowledge of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The time on the store's clock. Tickets are stamped and judged with it, so that machines that share a store agree
    /// although their own clocks differ.
    pub(crate) now: UnixTime,
    pub(crate) revoked: Revoked,
}

/// The last revocation of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Revoked {
    /// Tickets issued at or before this time are refused.
    At(UnixTime),
    Never,
    /// The entry cannot be read, or the store did not answer. Then the time is this machine's estimate of the store's
    /// clock, and the rates were counted on this machine.
    Unknown,
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

/// The state of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Health {
    /// A store of this process, which works.
    Local(Size),
    /// A store of many processes, which has answered at least once. If it fails, it fails for all of them, so none of them
    /// may stop being ready because of it.
    Shared { answers: bool, first_used: UnixTime },
}

/// The size of a store of one process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) revocations: u64,
    pub(crate) bytes: u64,
    /// How often the operating system was told to write to the disk.
    pub(crate) syncs: u64,
    /// The last revocations could be read, and no new one could be stored.
    pub(crate) is_read_only: bool,
}

/// Revocations and counters of all accounts.
///
/// Every implementation must hold these promises, because the handlers rely on them:
///
/// * An answered revocation is never forgotten before its retention has passed, also if a process is killed or the clock
///   goes back. The retention is at least the longest lifetime that `verify` accepts.
/// * A valid-after time of an account never decreases. It is computed by `stamp::revocation_time`, so that it covers every
///   ticket that was stamped before.
/// * A visit that starts after a revocation was answered sees this revocation, or says that the store did not answer.
/// * A visit always admits or limits, within 250 ms. A store that does not answer must not stop the service from signing.
/// * Two accounts never share an entry, whatever characters their names have.
/// * Memory, queues and connections are bounded.
pub(crate) trait Store: Send + Sync {
    /// Counts the request for the caller and for the user, and reads the account's last revocation and the store's clock,
    /// in one operation and at most one round trip.
    fn visit<'a>(&'a self, visit: Visit<'a>) -> Answer<'a, Admission>;

    /// Refuses the account's tickets issued until now. The revocation is durable before the answer. After an error it may
    /// or may not be stored, and the caller may repeat it.
    fn revoke(&self, account: Account, moment: Moment) -> Answer<'_, Result<Revocation, StoreFailed>>;

    /// Counts a ticket of the account that `verify` refused.
    fn count_failure(&self, account: Account, rate: Rate, moment: Moment) -> Answer<'_, Failures>;

    /// Forgets revocations of which every ticket has expired. A store whose entries expire by themselves does nothing.
    fn sweep(&self, now: UnixTime) -> Answer<'_, Result<(), StoreFailed>>;

    /// The state. Readiness and metrics ask for it. An error means that this service is not ready.
    fn health(&self) -> Answer<'_, Result<Health, StoreFailed>>;

    /// Writes everything and closes the files. It is called once, at the end.
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
