//! The answers of the control plane.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Response, StatusCode};
use axum::response::IntoResponse;
use serde::Serialize;
use usersig::{SdkAppId, UserId};

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::http::problem::Problem;
use crate::journal::entry::Record;
use crate::journal::log::About;
use crate::world::emulator::Emulator;
use crate::world::world_state::World;
use usersig_login::UnixMillis;

/// A JSON document.
#[derive(Debug)]
pub(crate) struct Answer<T>(pub(crate) T);

impl<T: Serialize> IntoResponse for Answer<T> {
    fn into_response(self) -> Response<Body> {
        let body = serde_json::to_vec(&self.0).expect("an answer is text and numbers");
        let mut response = Response::new(Body::from(body));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    }
}

/// Calls an app and records the operation with its outcome, after its consequences.
pub(super) fn change<T>(
    emulator: &Emulator,
    sdk_app_id: SdkAppId,
    user_id: Option<&UserId>,
    operation: String,
    call: impl FnOnce(&mut App, UnixMillis, &mut Effects<'_>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    emulator.call(|world, now| {
        let (app, mut effects) = world.app(sdk_app_id).map_err(|refused| Problem::conflict(refused.to_string()))?;
        let about = About { sdk_app_id: Some(sdk_app_id), user_id: user_id.map(UserId::as_str) };
        let outcome = call(app, now, &mut effects);
        effects.journal.note(about, now, recorded(operation, &outcome));
        outcome
    })
}

/// An operation and its outcome for the journal.
pub(super) fn recorded<T>(operation: String, outcome: &Result<T, Problem>) -> Record {
    let status = outcome.as_ref().err().map_or(StatusCode::OK, Problem::status);
    Record::Control { operation, status: status.as_u16() }
}

/// Reads an app.
pub(super) fn read<T>(emulator: &Emulator, sdk_app_id: SdkAppId, call: impl FnOnce(&App) -> T) -> Result<T, Problem> {
    emulator.call(|world: &mut World, _| {
        let app = world.apps.app(sdk_app_id).map_err(|refused| Problem::conflict(refused.to_string()))?;
        Ok(call(app))
    })
}
