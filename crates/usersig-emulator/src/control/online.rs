//! Who is online.

use std::sync::Arc;

use axum::extract::State;
use serde::Serialize;
use usersig::{SdkAppId, UserId};
use usersig_login::service::{AccountInfo, Cursor};
use utoipa::ToSchema;

use crate::app::app_state::App;
use crate::control::accounts::{PAGE_LEN, PageStart, cursor};
use crate::control::answer::Answer;
use crate::control::sessions::{SessionAnswer, shown};
use crate::http::path::{Path, QueryParameters};
use crate::http::problem::{Document, Problem};
use crate::world::emulator::Emulator;

/// A page of the users who are online.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct OnlineAnswer {
    users: Vec<OnlineUser>,
    /// The number of all users who are online.
    online_users: usize,
    /// The number of all devices that are online.
    online_sessions: usize,
    /// The `start` of the next page. Without it, this is the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<u32>)]
    next: Option<Cursor>,
}

/// A user who is online.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OnlineUser {
    #[schema(value_type = String)]
    user_id: UserId,
    /// The sessions, also those of devices that lost their link.
    sessions: Vec<SessionAnswer>,
}

/// List the users who are online, with their sessions
#[utoipa::path(get, path = "/emulator/v1/apps/{sdkappid}/online", tag = "sessions",
    params(("sdkappid" = u32, Path, minimum = 1), ("start" = Option<u32>, Query, description = "`next` of the page before")),
    responses((status = 200, body = OnlineAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn list(
    State(emulator): State<Arc<Emulator>>,
    Path(sdk_app_id): Path<SdkAppId>,
    QueryParameters(PageStart { start }): QueryParameters<PageStart>,
) -> Result<Answer<OnlineAnswer>, Problem> {
    let start = start.map(cursor).transpose()?;
    // A call that looks for an app must not be its first use.
    let page = emulator.call(|world, _| world.apps.started(sdk_app_id).map(|app| online(app, start)));
    Ok(Answer(page.unwrap_or_default()))
}

fn online(app: &App, start: Option<Cursor>) -> OnlineAnswer {
    let counts = app.registry.counts();
    let mut answer = OnlineAnswer {
        users: Vec::new(),
        online_users: counts.online_users,
        online_sessions: counts.online_sessions,
        next: start,
    };
    // A call of the registry looks at a bounded number of accounts, of which none may be online.
    loop {
        let page = app.registry.online_users(answer.next, PAGE_LEN - answer.users.len());
        answer.users.extend(page.accounts.iter().map(|account| user(app, account)));
        answer.next = page.next;
        if answer.next.is_none() || answer.users.len() == PAGE_LEN {
            return answer;
        }
    }
}

fn user(app: &App, account: &AccountInfo) -> OnlineUser {
    let sessions = app.registry.sessions(&account.user_id).unwrap_or_default();
    OnlineUser { user_id: account.user_id, sessions: sessions.iter().map(|session| shown(app, session)).collect() }
}
