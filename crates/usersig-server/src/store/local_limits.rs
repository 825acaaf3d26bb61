//! The counters of one process.

use crate::access::caller::Caller;
use crate::limits::table::Table;
use crate::store::interface::{Failures, Limited, LimitedBy, Visit};
use crate::words::account::Account;
use crate::words::moment::Moment;
use crate::words::rate::Rate;

/// One table for each kind, so that a flood of users cannot replace the counters of callers.
pub(crate) struct LocalLimits {
    callers: Table,
    failures: Table,
    users: Table,
}

impl LocalLimits {
    pub(crate) fn new() -> Self {
        Self { callers: Table::new(), failures: Table::new(), users: Table::new() }
    }

    /// Counts a request of the caller, and of the user if it is for a ticket.
    pub(crate) fn visit(&self, visit: &Visit<'_>) -> Result<(), Limited> {
        self.count_caller(visit.caller, visit.moment)?;
        visit.user_rate.map_or(Ok(()), |rate| self.count_user(visit.account, rate, visit.moment))
    }

    pub(crate) fn count_caller(&self, caller: &Caller<'_>, moment: Moment) -> Result<(), Limited> {
        let counted = self.callers.count(caller.rate_key(), caller.rate(), moment.running);
        counted.map_err(|retry_after| Limited { by: LimitedBy::Caller, retry_after })
    }

    pub(crate) fn count_user(&self, account: Account, rate: Rate, moment: Moment) -> Result<(), Limited> {
        let counted = self.users.count(account, rate, moment.running);
        counted.map_err(|retry_after| Limited { by: LimitedBy::User, retry_after })
    }

    pub(crate) fn count_failure(&self, account: Account, rate: Rate, moment: Moment) -> Failures {
        match self.failures.count(account, rate, moment.running) {
            Ok(()) => Failures::Few,
            Err(_) => Failures::TooMany,
        }
    }
}
