//! Links break.

use std::sync::Arc;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use usersig::{SdkAppId, UserId};
use usersig_login::service::AccountRefused;
use utoipa::ToSchema;

use crate::control::accounts::problem;
use crate::control::answer::{Answer, change};
use crate::http::body::Json;
use crate::http::path::Path;
use crate::http::problem::{Document, Problem};
use crate::world::emulator::Emulator;

/// Whose links break.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Break {
    /// The user, or every user of the app.
    #[schema(value_type = Option<String>)]
    user_id: Option<UserId>,
}

/// The links that broke.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Broken {
    /// How many.
    links: usize,
}

/// Break the links of pages
///
/// The SDK opens a new link by itself, and its user stays logged in.
#[utoipa::path(post, path = "/emulator/v1/apps/{sdkappid}/links/break", tag = "faults", request_body = Break,
    params(("sdkappid" = u32, Path, minimum = 1)),
    responses((status = 200, body = Broken),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn break_links(
    State(emulator): State<Arc<Emulator>>,
    Path(sdk_app_id): Path<SdkAppId>,
    Json(Break { user_id }): Json<Break>,
) -> Result<Answer<Broken>, Problem> {
    let operation =
        user_id.map_or_else(|| "break all links".to_owned(), |user_id| format!("break the links of {user_id}"));
    change(&emulator, sdk_app_id, user_id.as_ref(), operation, |app, _, _| {
        if user_id.is_some_and(|user_id| !app.registry.has_account(&user_id)) {
            return Err(problem(&AccountRefused::NoAccount));
        }
        Ok(Answer(Broken { links: app.break_links(user_id.as_ref()) }))
    })
}
