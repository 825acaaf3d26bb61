//! Faults.

use std::sync::Arc;

use axum::extract::State;
use usersig::SdkAppId;

use crate::control::accounts::Done;
use crate::control::answer::{Answer, recorded};
use crate::faults::fault::{Fault, FaultInForce};
use crate::faults::faults_in_force::TooManyFaults;
use crate::http::body::Json;
use crate::http::path::Path;
use crate::http::problem::{Document, Problem};
use crate::journal::log::About;
use crate::world::emulator::Emulator;

/// List the faults of an app that are in force
#[utoipa::path(get, path = "/emulator/v1/apps/{sdkappid}/faults", tag = "faults",
    params(("sdkappid" = u32, Path, minimum = 1)),
    responses((status = 200, body = Vec<FaultInForce>),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn list(
    State(emulator): State<Arc<Emulator>>,
    Path(sdk_app_id): Path<SdkAppId>,
) -> Answer<Vec<FaultInForce>> {
    let of_app = |fault: &&FaultInForce| fault.sdk_app_id == sdk_app_id;
    Answer(emulator.call(|world, _| world.faults.iter().filter(of_app).cloned().collect()))
}

/// Inject a fault
///
/// The next logins of a user or of all, or a share of them, are answered with a code, late or never, or their links break.
/// Or the next deliveries to the webhook fail.
#[utoipa::path(post, path = "/emulator/v1/apps/{sdkappid}/faults", tag = "faults", request_body = Fault,
    params(("sdkappid" = u32, Path, minimum = 1)),
    responses((status = 200, body = FaultInForce),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn inject(
    State(emulator): State<Arc<Emulator>>,
    Path(sdk_app_id): Path<SdkAppId>,
    Json(fault): Json<Fault>,
) -> Result<Answer<FaultInForce>, Problem> {
    emulator.call(|world, now| {
        let operation = format!("inject {:?}", fault.effect);
        let user_id = fault.user_id;
        let too_many = |TooManyFaults| Problem::conflict("there are too many faults, remove some");
        let checked = fault.check().map_err(Problem::bad_request);
        let injected = checked.and_then(|()| world.faults.insert(sdk_app_id, fault).map_err(too_many));
        let about = About { sdk_app_id: Some(sdk_app_id), user_id: user_id.as_ref().map(usersig::UserId::as_str) };
        world.journal.note(about, now, recorded(operation, &injected));
        injected.map(Answer)
    })
}

/// Remove a fault
#[utoipa::path(delete, path = "/emulator/v1/apps/{sdkappid}/faults/{fault}", tag = "faults",
    params(("sdkappid" = u32, Path, minimum = 1), ("fault" = u64, Path)),
    responses((status = 200, body = Done),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn remove(
    State(emulator): State<Arc<Emulator>>,
    Path((sdk_app_id, fault)): Path<(SdkAppId, u64)>,
) -> Result<Answer<Done>, Problem> {
    emulator.call(|world, now| {
        let was_there = world.faults.remove(sdk_app_id, fault);
        let no_fault = || Problem::not_found(format!("the app has no fault {fault}"));
        let outcome = if was_there { Ok(Done::YES) } else { Err(no_fault()) };
        let about = About { sdk_app_id: Some(sdk_app_id), user_id: None };
        world.journal.note(about, now, recorded(format!("remove fault {fault}"), &outcome));
        outcome
    })
}
