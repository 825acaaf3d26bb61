//! Tickets at the emulator's time.

use std::sync::Arc;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use usersig::{Lifetime, SdkAppId, UserId};
use utoipa::ToSchema;

use crate::control::answer::{Answer, read};
use crate::http::body::Json;
use crate::http::path::Path;
use crate::http::problem::{Document, Problem};
use crate::world::emulator::Emulator;

/// A ticket to sign.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserSigRequest {
    /// The user who logs in with it.
    #[schema(value_type = String, min_length = 1, max_length = 32, pattern = "^[ -~]+$")]
    user_id: UserId,
    /// The lifetime in seconds.
    #[serde(default = "one_day")]
    #[schema(minimum = 1, maximum = 1_576_800_000, default = 86_400)]
    ttl: u64,
}

/// A ticket.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UserSigAnswer {
    /// The ticket.
    user_sig: String,
    #[schema(value_type = String)]
    user_id: UserId,
    #[schema(value_type = u32)]
    sdk_app_id: SdkAppId,
    /// When it was issued, in seconds since 1970.
    issued_at: u64,
    /// The last second at which it is valid.
    expires_at: u64,
}

const fn one_day() -> u64 {
    86_400
}

/// Sign a ticket
///
/// It is issued now, by the emulator's clock, with the key of the app.
#[utoipa::path(post, path = "/emulator/v1/apps/{sdkappid}/user-sig", tag = "tickets", request_body = UserSigRequest,
    params(("sdkappid" = u32, Path, minimum = 1)),
    responses((status = 200, body = UserSigAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn sign(
    State(emulator): State<Arc<Emulator>>,
    Path(sdk_app_id): Path<SdkAppId>,
    Json(UserSigRequest { user_id, ttl }): Json<UserSigRequest>,
) -> Result<Answer<UserSigAnswer>, Problem> {
    let lifetime = Lifetime::from_secs(ttl).map_err(|error| Problem::bad_request(format!("ttl: {error}")))?;
    let now = emulator.call(|_, now| now.second());
    let ticket = read(&emulator, sdk_app_id, |app| app.signer.user_sig(&user_id, lifetime, now))?;
    Ok(Answer(UserSigAnswer {
        user_sig: ticket.as_str().to_owned(),
        user_id,
        sdk_app_id,
        issued_at: now.as_secs(),
        expires_at: ticket.expires_at().as_secs(),
    }))
}
