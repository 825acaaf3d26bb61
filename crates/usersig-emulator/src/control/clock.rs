//! The clock of the emulator.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use usersig_login::UnixMillis;
use utoipa::ToSchema;

use crate::clock::LATEST;
use crate::control::answer::Answer;
use crate::http::body::Json;
use crate::http::problem::{Document, Problem};
use crate::journal::entry::Record;
use crate::journal::log::About;
use crate::world::emulator::Emulator;
use crate::world::world_state::World;

/// The time that every check uses.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClockAnswer {
    /// Seconds since 1970.
    now: u64,
    /// Milliseconds since 1970.
    now_millis: u64,
    /// Whether the clock stands still.
    frozen: bool,
}

/// A step of the clock.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Advance {
    /// How many seconds to go forward.
    #[schema(maximum = 253_402_300_799_u64)]
    seconds: u64,
}

/// A moment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Set {
    /// Seconds since 1970, before the year 10000.
    #[schema(maximum = 253_402_300_799_u64)]
    now: u64,
}

/// Nothing, as a JSON object.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// Read the clock
#[utoipa::path(get, path = "/emulator/v1/clock", tag = "clock",
    responses((status = 200, body = ClockAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn read(State(emulator): State<Arc<Emulator>>) -> Answer<ClockAnswer> {
    emulator.call(|world, _| shown(world))
}

/// Go forward
///
/// Everything that falls due on the way happens in order and at its own time. Pages hear of it at their next `wshello`.
#[utoipa::path(post, path = "/emulator/v1/clock/advance", tag = "clock", request_body = Advance,
    responses((status = 200, body = ClockAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn advance(State(emulator): State<Arc<Emulator>>, Json(body): Json<Advance>) -> Answer<ClockAnswer> {
    change(&emulator, format!("advance the clock by {} s", body.seconds), |world| {
        world.advance(Duration::from_secs(body.seconds));
    })
}

/// Set the clock
///
/// Forward, this is a step. Back, nothing falls due, and what has happened stays.
#[utoipa::path(post, path = "/emulator/v1/clock/set", tag = "clock", request_body = Set,
    responses((status = 200, body = ClockAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn set(
    State(emulator): State<Arc<Emulator>>,
    Json(Set { now }): Json<Set>,
) -> Result<Answer<ClockAnswer>, Problem> {
    let at = UnixMillis::from_millis(now.saturating_mul(1000));
    if at > LATEST {
        return Err(Problem::bad_request(format!("now is {now}, and the clock ends before the year 10000")));
    }
    Ok(change(&emulator, format!("set the clock to {now}"), |world| world.set_clock(at)))
}

/// Stop the clock
#[utoipa::path(post, path = "/emulator/v1/clock/freeze", tag = "clock", request_body = Nothing,
    responses((status = 200, body = ClockAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn freeze(
    State(emulator): State<Arc<Emulator>>,
    Json(Nothing {}): Json<Nothing>,
) -> Answer<ClockAnswer> {
    change(&emulator, "freeze the clock".to_owned(), |world| world.clock.freeze())
}

/// Let the clock run again
#[utoipa::path(post, path = "/emulator/v1/clock/resume", tag = "clock", request_body = Nothing,
    responses((status = 200, body = ClockAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn resume(
    State(emulator): State<Arc<Emulator>>,
    Json(Nothing {}): Json<Nothing>,
) -> Answer<ClockAnswer> {
    change(&emulator, "resume the clock".to_owned(), |world| world.clock.resume())
}

/// Changes the clock, with an entry in the journal.
pub(crate) fn change(emulator: &Emulator, operation: String, call: impl FnOnce(&mut World)) -> Answer<ClockAnswer> {
    emulator.call(|world, now| {
        world.journal.note(About::default(), now, Record::control(operation));
        call(world);
        shown(world)
    })
}

fn shown(world: &World) -> Answer<ClockAnswer> {
    let now = world.now();
    Answer(ClockAnswer { now: now.second().as_secs(), now_millis: now.as_millis(), frozen: world.clock.is_frozen() })
}
