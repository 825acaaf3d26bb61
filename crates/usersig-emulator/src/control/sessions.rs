//! The sessions of a user.

use std::sync::Arc;

use axum::extract::State;
use serde::Serialize;
use usersig::{SdkAppId, UserId};
use usersig_login::platform::Platform;
use usersig_login::service::{SessionId, SessionInfo, Status};
use utoipa::ToSchema;

use crate::app::app_state::App;
use crate::control::accounts::{Done, problem};
use crate::control::answer::{Answer, change, read};
use crate::http::path::Path;
use crate::http::problem::{Document, Problem};
use crate::words::cause::Cause;
use crate::words::forced_logout::ForcedLogout;
use crate::words::link_id::LinkId;
use crate::world::emulator::Emulator;

/// A session.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionAnswer {
    #[schema(value_type = String)]
    session: SessionId,
    #[schema(value_type = String)]
    platform: Platform,
    /// `InstId`.
    instance: u64,
    /// Online, `PushOnline` or Offline.
    #[schema(value_type = String)]
    status: Status,
    /// The last second of its ticket.
    expires_at: u64,
    /// The last sign of life, in milliseconds since 1970.
    since: u64,
    /// Its link, if it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<LinkId>,
}

/// List the sessions of a user, in the order of their logins
#[utoipa::path(get, path = "/emulator/v1/apps/{sdkappid}/accounts/{user_id}/sessions", tag = "sessions",
    params(("sdkappid" = u32, Path, minimum = 1), ("user_id" = String, Path)),
    responses((status = 200, body = Vec<SessionAnswer>),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn list(
    State(emulator): State<Arc<Emulator>>,
    Path((sdk_app_id, user_id)): Path<(SdkAppId, UserId)>,
) -> Result<Answer<Vec<SessionAnswer>>, Problem> {
    read(&emulator, sdk_app_id, |app| {
        let sessions = app.registry.sessions(&user_id);
        let sessions = sessions.map_err(|refused| problem(&refused))?;
        Ok(Answer(sessions.iter().map(|session| shown(app, session)).collect()))
    })?
}

/// Kick one session
///
/// Its ticket stays valid, so the device can log in again.
#[utoipa::path(delete, path = "/emulator/v1/apps/{sdkappid}/accounts/{user_id}/sessions/{session}", tag = "sessions",
    params(("sdkappid" = u32, Path, minimum = 1), ("user_id" = String, Path), ("session" = String, Path)),
    responses((status = 200, body = Done),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn kick(
    State(emulator): State<Arc<Emulator>>,
    Path((sdk_app_id, user_id, session)): Path<(SdkAppId, UserId, String)>,
) -> Result<Answer<Done>, Problem> {
    let session: SessionId = session.parse().map_err(|_| Problem::bad_request("this is not the id of a session"))?;
    change(&emulator, sdk_app_id, Some(&user_id), format!("kick session {session}"), |app, now, effects| {
        let sessions = app.registry.sessions(&user_id).map_err(|refused| problem(&refused))?;
        let found = sessions.iter().find(|found| found.session == session);
        let found = found.ok_or_else(|| Problem::not_found(format!("{user_id} has no session {session}")))?;
        // A device that is away is kicked as well, and hears of it when it comes back.
        let events = app.registry.kick_device(&user_id, found.device, now);
        let events = events.map_err(|refused| Problem::conflict(refused.to_string()).with_code(refused.code()))?;
        app.pass_on(events, Cause::Rest(ForcedLogout::KickSession), now, effects);
        Ok(Done::YES)
    })
}

pub(super) fn shown(app: &App, session: &SessionInfo) -> SessionAnswer {
    SessionAnswer {
        session: session.session,
        platform: session.device.platform,
        instance: session.device.instance.0,
        status: session.status,
        expires_at: session.expires_at.as_secs(),
        since: session.since.as_millis(),
        link: app.routes.get(&session.session).copied(),
    }
}
