//! Signs many tickets in one request.

use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesOrdered;

use crate::access::caller::Caller;
use crate::http::answers::{UserSigAnswer, UserSigResult, UserSigsAnswer};
use crate::http::exchange::Known;
use crate::http::handlers::sign;
use crate::http::notes::Note;
use crate::http::problem::Problem;
use crate::http::requests::{UserSigRequest, UserSigsRequest};
use crate::words::object::Object;
use crate::words::outcome::Outcome;

/// The most requests in one body.
const MAX_REQUESTS: usize = 1000;

/// The most requests in one body of an end user. They get only their own ticket, and each other request is refused.
const MAX_REQUESTS_OF_USER: usize = 10;

/// The requests that ask the store at the same time. A shared store answers each visit within 180 ms or the service goes on
/// without it, so a whole body waits at most sixteen times as long for a slow one. More at once would delay other requests.
const AT_ONCE: usize = 64;

/// Signs the tickets in the order of the requests. A request that is refused does not keep the others from their tickets.
pub(crate) async fn user_sigs(
    known: &Known<'_>,
    request: UserSigsRequest,
    notes: &mut Vec<Note>,
) -> Result<Vec<u8>, Problem> {
    let count = request.requests.len();
    let most = match known.caller {
        Caller::Server(_) => MAX_REQUESTS,
        Caller::User(_) => MAX_REQUESTS_OF_USER,
    };
    if !(1..=most).contains(&count) {
        return Err(Problem::bad_request(format!("the body has {count} requests, 1 to {most} are allowed")));
    }
    // Before the decisions, so that each request has its line in the audit also if one of them panics.
    notes.resize_with(count, Note::default);
    let mut signed = Vec::with_capacity(count);
    let mut waiting = request.requests.iter().zip(notes.iter_mut());
    let mut decisions = FuturesOrdered::new();
    loop {
        // Not all of them at the beginning, because each decision needs memory until it ends.
        while decisions.len() < AT_ONCE
            && let Some((Object(request), note)) = waiting.next()
        {
            decisions.push_back(decide(known, request, note));
        }
        let Some(ticket) = decisions.next().await else { break };
        signed.push(ticket);
    }
    let results = signed.iter().map(|ticket| match ticket {
        Ok(ticket) => UserSigResult::Ticket(ticket),
        Err(problem) => UserSigResult::Error { error: problem.document() },
    });
    let answer = UserSigsAnswer { results: results.collect() };
    Ok(serde_json::to_vec(&answer).expect("an answer is text and numbers"))
}

/// A type that names what it borrows, because the compiler cannot prove of a nameless one that threads may share it.
type Decision<'a> = BoxFuture<'a, Result<UserSigAnswer, Problem>>;

fn decide<'a>(known: &'a Known<'a>, request: &'a UserSigRequest, note: &'a mut Note) -> Decision<'a> {
    Box::pin(async move {
        let ticket = sign::user_sig(known, request, note).await;
        let ticket = ticket.map_err(|problem| known.service.refusals.judge(known.caller, problem, known.moment));
        note.outcome = Some(Outcome::Granted);
        if let Err(problem) = &ticket {
            note.fail(problem);
        }
        ticket
    })
}
