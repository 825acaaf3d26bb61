//! The decisions of a request, on their way into the audit.

use std::time::Duration;

use usersig::{ErrorCode, Fingerprint};

use crate::access::caller::Caller;
use crate::audit::record::{Lines, Record};
use crate::http::problem::{Kind, Problem};
use crate::http::request_id::RequestId;
use crate::words::account::Account;
use crate::words::moment::Moment;
use crate::words::outcome::Outcome;
use crate::words::route::Route;

/// One decision, as far as the handler came with it.
#[derive(Default)]
pub(crate) struct Note {
    pub(crate) account: Option<Account>,
    pub(crate) ttl: Option<u64>,
    pub(crate) fingerprint: Option<Fingerprint>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) code: Option<ErrorCode>,
    is_unrecorded: bool,
}

impl Note {
    /// The decision ended with a problem.
    pub(crate) fn fail(&mut self, problem: &Problem) {
        self.outcome = Some(problem.outcome());
        self.code = problem.code();
        self.fingerprint = None;
        self.is_unrecorded = !problem.is_recorded();
    }
}

/// The outcome of the request for the metrics: that of its decisions if it is one.
pub(crate) fn common_outcome(notes: &[Note]) -> Outcome {
    match notes {
        [note] => note.outcome.unwrap_or(Outcome::Granted),
        _ => Outcome::Granted,
    }
}

/// Every request of a known caller is at least one decision. If the request failed, its caller got none of the tickets that
/// it had been granted. Only the decisions remain that get a line in the audit.
pub(crate) fn finish(notes: &mut Vec<Note>, problem: Option<&Problem>) {
    if notes.is_empty() {
        notes.push(Note::default());
    }
    if let Some(problem) = problem {
        for note in notes.iter_mut().filter(|note| matches!(note.outcome, None | Some(Outcome::Granted))) {
            note.fail(problem);
        }
    }
    notes.retain(|note| !note.is_unrecorded);
}

/// A revocation cannot be undone, so its line is written after it. A repetition is stored and recorded again.
const REVOKED_WITHOUT_A_LINE: &str = "the revocation is stored, but the audit cannot be written";

/// The lines of the decisions for the audit.
pub(crate) fn lines(
    route: Route,
    request_id: &RequestId,
    caller: &Caller<'_>,
    moment: Moment,
    notes: &[Note],
) -> Lines {
    let caller = caller.name();
    let records = notes.iter().map(|note| Record {
        time: moment.wall.as_secs(),
        request_id: request_id.as_str(),
        caller: &caller,
        sdk_app_id: note.account.as_ref().map(|account| account.sdk_app_id),
        user_id: note.account.as_ref().map(|account| &account.identifier),
        operation: route.as_str(),
        ttl: note.ttl,
        fingerprint: note.fingerprint,
        outcome: note.outcome.unwrap_or(Outcome::Granted),
        code: note.code.map(ErrorCode::number),
    });
    Lines::of(records)
}

/// The problem of a request whose lines could not be written.
pub(crate) fn unrecorded(route: Route, notes: &[Note]) -> Problem {
    let is_revoked = route == Route::Revoke && common_outcome(notes) == Outcome::Granted;
    let detail = if is_revoked { REVOKED_WITHOUT_A_LINE } else { "the audit cannot be written" };
    Problem::new(Kind::Unavailable).with_detail(detail).with_retry_after(Duration::from_secs(1))
}
