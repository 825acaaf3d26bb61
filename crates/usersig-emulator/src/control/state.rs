//! The whole state.

use std::sync::Arc;

use axum::extract::{Request, State};

use crate::control::accounts::Done;
use crate::control::answer::Answer;
use crate::control::clock::Nothing;
use crate::http::body::{Json, json};
use crate::http::problem::{Document as ProblemDocument, Problem};
use crate::journal::entry::Record;
use crate::journal::log::About;
use crate::state::document::Document;
use crate::state::export::export;
use crate::state::file::STATE_MAX;
use crate::state::import::import;
use crate::world::emulator::Emulator;

/// Export everything
///
/// The state contains no keys, and of session secrets only hashes.
#[utoipa::path(get, path = "/emulator/v1/state", tag = "state",
    responses((status = 200, body = Object),
        (status = "4XX", body = ProblemDocument<'static>, content_type = "application/problem+json")))]
pub(crate) async fn read(State(emulator): State<Arc<Emulator>>) -> Answer<Document> {
    Answer(emulator.call(export))
}

/// Import everything
///
/// A state that is not valid changes nothing. Pages lose their links and come back by themselves.
#[utoipa::path(put, path = "/emulator/v1/state", tag = "state", request_body = Object,
    responses((status = 200, body = Done),
        (status = "4XX", body = ProblemDocument<'static>, content_type = "application/problem+json")))]
pub(crate) async fn replace(State(emulator): State<Arc<Emulator>>, request: Request) -> Result<Answer<Done>, Problem> {
    let document: Document = json(request, STATE_MAX).await?;
    let imported = emulator.call(|world, _| import(world, document));
    imported.map_err(|error| Problem::bad_request(format!("{error:#}")))?;
    Ok(Done::YES)
}

/// Reset everything
///
/// The emulator is as after its start with the same configuration and without a state, and its clock shows the machine's
/// time.
#[utoipa::path(post, path = "/emulator/v1/reset", tag = "state", request_body = Nothing,
    responses((status = 200, body = Done),
        (status = "4XX", body = ProblemDocument<'static>, content_type = "application/problem+json")))]
pub(crate) async fn reset(State(emulator): State<Arc<Emulator>>, Json(Nothing {}): Json<Nothing>) -> Answer<Done> {
    emulator.call(|world, _| {
        world.reset();
        let now = world.now();
        world.journal.note(About::default(), now, Record::control("reset".to_owned()));
    });
    Done::YES
}
