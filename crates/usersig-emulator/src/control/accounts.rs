//! The accounts of an app.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use usersig::{SdkAppId, UserId};
use usersig_login::service::{AccountInfo, AccountRefused, Cursor, Page};
use utoipa::ToSchema;

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::control::answer::{Answer, change, read};
use crate::http::body::Json;
use crate::http::path::{Path, QueryParameters};
use crate::http::problem::{Document, Problem};
use crate::words::cause::Cause;
use crate::words::forced_logout::ForcedLogout;
use crate::world::emulator::Emulator;
use usersig_login::UnixMillis;

/// How many accounts a page has.
pub(super) const PAGE_LEN: usize = 100;

/// A page of accounts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountsAnswer {
    accounts: Vec<AccountAnswer>,
    /// The `start` of the next page. Without it, this is the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<u32>)]
    next: Option<Cursor>,
}

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountAnswer {
    #[schema(value_type = String)]
    user_id: UserId,
    /// Online, `PushOnline` or Offline.
    #[schema(value_type = String)]
    status: usersig_login::service::Status,
    is_blocked: bool,
    /// Only tickets issued after this second are valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_after: Option<u64>,
}

/// Which page.
#[derive(Debug, Deserialize)]
pub(crate) struct PageStart {
    pub(super) start: Option<u32>,
}

/// An operation on an account.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Operation {
    /// Refuse its logins with 70051 and log its devices out.
    Block,
    /// Delete it.
    Delete,
    /// Create it.
    Import,
    /// Revoke its tickets and log its devices out, as the REST call `kick` does.
    Kick,
    /// Accept its logins again.
    Unblock,
}

/// A change of an account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountChange {
    operation: Operation,
    #[schema(value_type = String, min_length = 1, max_length = 32, pattern = "^[ -~]+$")]
    user_id: UserId,
}

/// Nothing more to say.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct Done {
    done: bool,
}

impl Done {
    pub(super) const YES: Answer<Self> = Answer(Self { done: true });
}

/// List accounts
#[utoipa::path(get, path = "/emulator/v1/apps/{sdkappid}/accounts", tag = "accounts",
    params(("sdkappid" = u32, Path, minimum = 1), ("start" = Option<u32>, Query, description = "`next` of the page before")),
    responses((status = 200, body = AccountsAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn list(
    State(emulator): State<Arc<Emulator>>,
    Path(sdk_app_id): Path<SdkAppId>,
    QueryParameters(PageStart { start }): QueryParameters<PageStart>,
) -> Result<Answer<AccountsAnswer>, Problem> {
    let start = start.map(cursor).transpose()?;
    let Page { accounts, next } = read(&emulator, sdk_app_id, |app| app.registry.accounts(start, PAGE_LEN))?;
    Ok(Answer(AccountsAnswer { accounts: accounts.iter().map(shown).collect(), next }))
}

/// Create, kick, block, unblock or delete an account
#[utoipa::path(post, path = "/emulator/v1/apps/{sdkappid}/accounts", tag = "accounts", request_body = AccountChange,
    params(("sdkappid" = u32, Path, minimum = 1)),
    responses((status = 200, body = Done),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn operate(
    State(emulator): State<Arc<Emulator>>,
    Path(sdk_app_id): Path<SdkAppId>,
    Json(AccountChange { operation, user_id }): Json<AccountChange>,
) -> Result<Answer<Done>, Problem> {
    let name = format!("{operation:?} account {user_id}");
    change(&emulator, sdk_app_id, Some(&user_id), name, |app, now, effects| {
        let done = perform(app, operation, &user_id, now, effects);
        done.map(|()| Done::YES).map_err(|refused| problem(&refused))
    })
}

/// An account that does not exist is not found, and the other refusals are conflicts with the app's settings.
pub(super) fn problem(refused: &AccountRefused) -> Problem {
    let status = match refused {
        AccountRefused::NoAccount => StatusCode::NOT_FOUND,
        _ => StatusCode::CONFLICT,
    };
    Problem::new(status, refused.to_string()).with_code(refused.code())
}

fn perform(
    app: &mut App,
    operation: Operation,
    user_id: &UserId,
    now: UnixMillis,
    effects: &mut Effects<'_>,
) -> Result<(), AccountRefused> {
    let (forced, events) = match operation {
        Operation::Block => (ForcedLogout::Block, app.registry.block(user_id, now)?),
        Operation::Delete => (ForcedLogout::Delete, app.registry.delete(user_id, now)?),
        Operation::Import => return app.registry.import(user_id),
        Operation::Kick => (ForcedLogout::Kick, app.registry.kick_account(user_id, now)?),
        Operation::Unblock => return app.registry.unblock(user_id),
    };
    app.pass_on(events, Cause::Rest(forced), now, effects);
    Ok(())
}

pub(super) fn cursor(start: u32) -> Result<Cursor, Problem> {
    serde_json::from_value(start.into()).map_err(|_| Problem::bad_request("start is not the number of a page"))
}

fn shown(account: &AccountInfo) -> AccountAnswer {
    AccountAnswer {
        user_id: account.user_id,
        status: account.status,
        is_blocked: account.is_blocked,
        valid_after: account.valid_after.map(usersig::UnixTime::as_secs),
    }
}
