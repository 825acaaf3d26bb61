//! A ticket as the doctor sees it.

use std::sync::Arc;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use usersig::{SdkAppId, UserId, inspect};
use utoipa::ToSchema;

use crate::control::answer::{Answer, read};
use crate::http::body::Json;
use crate::http::path::Path;
use crate::http::problem::{Document, Problem};
use crate::journal::finding::{FindingNote, explained, hints};
use crate::world::emulator::Emulator;

/// A ticket to check.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckRequest {
    /// The ticket, or any text in its place.
    #[schema(max_length = 16384)]
    user_sig: String,
    /// The user who logs in with it, as the app passes it. It need not be a valid UserID.
    #[schema(max_length = 1024)]
    user_id: Option<String>,
}

/// The findings of the doctor.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CheckAnswer {
    /// 0, or the code that refuses the ticket.
    code: i32,
    /// The likeliest cause first. A ticket that is accepted has a finding as well.
    findings: Vec<FindingNote>,
}

/// Check a ticket
///
/// It is judged now, by the emulator's clock and with the key of the app. The check is not a login, and the
/// journal stays as it is.
#[utoipa::path(post, path = "/emulator/v1/apps/{sdkappid}/user-sig/check", tag = "tickets", request_body = CheckRequest,
    params(("sdkappid" = u32, Path, minimum = 1)),
    responses((status = 200, body = CheckAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn check(
    State(emulator): State<Arc<Emulator>>,
    Path(sdk_app_id): Path<SdkAppId>,
    Json(CheckRequest { user_sig, user_id }): Json<CheckRequest>,
) -> Result<Answer<CheckAnswer>, Problem> {
    let now = emulator.call(|_, now| now.second());
    // Without a user, the ticket says whose tickets may have been revoked.
    let named = user_id.clone().or_else(|| inspect(&user_sig).ok().map(|ticket| ticket.user_id));
    let named = named.and_then(|user_id| UserId::new(&user_id).ok());
    let (key, tolerances) = read(&emulator, sdk_app_id, |app| {
        let valid_after = named.and_then(|user_id| app.registry.valid_after(&user_id));
        (Arc::clone(&app.key), app.verifier.tolerances().with_valid_after(valid_after))
    })?;
    let hints = hints(sdk_app_id, &key, tolerances, now);
    let findings = match &user_id {
        Some(user_id) => explained(&user_sig, &hints.with_user_id(user_id)),
        None => explained(&user_sig, &hints),
    };
    let code = findings.iter().find_map(|finding| finding.code).unwrap_or(0);
    Ok(Answer(CheckAnswer { code, findings }))
}
