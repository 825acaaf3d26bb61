//! The refused requests that get a line in the audit.
//!
//! A request is counted by the store after the policy has allowed it. The refused ones would be free, and one end user could
//! fill the disk of the audit with them, after which no ticket is signed.

use metrics::Counter;

use crate::access::caller::Caller;
use crate::http::problem::Problem;
use crate::limits::table::Table;
use crate::words::moment::Moment;
use crate::words::outcome::Outcome;
use crate::words::rate::Rate;

/// Counts the refused requests of each caller.
pub(crate) struct Refusals {
    table: Table,
    per_user: Rate,
    unrecorded: Counter,
}

impl Refusals {
    /// The rate of an end user is that of their tickets, so that refused requests do not give them more lines than granted
    /// ones. The default rate of a caller would be too much for each of many users.
    pub(crate) fn new(per_user: Rate, unrecorded: Counter) -> Self {
        Self { table: Table::new(), per_user, unrecorded }
    }

    /// Counts the problem of a request, and withholds it above the rate. Granted requests do not come here.
    pub(crate) fn judge(&self, caller: &Caller<'_>, problem: Problem, moment: Moment) -> Problem {
        match problem.outcome() {
            Outcome::BadRequest | Outcome::Denied | Outcome::Limited => {}
            // They are not the caller's fault, or they were counted by the store.
            Outcome::Failed | Outcome::Granted | Outcome::Overloaded | Outcome::Refused | Outcome::Unauthorized => {
                return problem;
            }
        }
        let rate = match caller {
            Caller::Server(_) => caller.rate(),
            Caller::User(_) => self.per_user,
        };
        match self.table.count(caller.rate_key(), rate, moment.running) {
            Ok(()) => problem,
            Err(wait) => {
                self.unrecorded.increment(1);
                problem.withheld(wait)
            }
        }
    }
}
