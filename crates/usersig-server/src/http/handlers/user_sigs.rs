//! Signs many tickets in one request.

use crate::http::answers::{UserSigResult, UserSigsAnswer};
use crate::http::exchange::Known;
use crate::http::handlers::sign;
use crate::http::notes::Note;
use crate::http::problem::Problem;
use crate::http::requests::UserSigsRequest;
use crate::words::outcome::Outcome;

/// The most requests in one body.
const MAX_REQUESTS: usize = 1000;

/// Signs one ticket after the other. A request that is refused does not keep the others from their tickets.
pub(crate) async fn user_sigs(
    known: &Known<'_>,
    request: UserSigsRequest,
    notes: &mut Vec<Note>,
) -> Result<Vec<u8>, Problem> {
    let count = request.requests.len();
    if !(1..=MAX_REQUESTS).contains(&count) {
        return Err(Problem::bad_request(format!("the body has {count} requests, 1 to {MAX_REQUESTS} are allowed")));
    }
    let mut signed = Vec::with_capacity(count);
    for request in &request.requests {
        let mut note = Note::default();
        let ticket = sign::user_sig(known, request, &mut note).await;
        note.outcome = Some(Outcome::Granted);
        if let Err(problem) = &ticket {
            note.fail(problem);
        }
        notes.push(note);
        signed.push(ticket);
    }
    let results = signed.iter().map(|ticket| match ticket {
        Ok(ticket) => UserSigResult::Ticket(ticket),
        Err(problem) => UserSigResult::Error { error: problem.document() },
    });
    let answer = UserSigsAnswer { results: results.collect() };
    Ok(serde_json::to_vec(&answer).expect("an answer is text and numbers"))
}
