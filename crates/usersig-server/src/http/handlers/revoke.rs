//! Revokes the tickets of a user.

use crate::access::policy::Operation;
use crate::http::answers::{REVOKE_NOTE, RevokeAnswer};
use crate::http::exchange::Known;
use crate::http::handlers::inputs;
use crate::http::handlers::standing::standing;
use crate::http::notes::Note;
use crate::http::problem::Problem;
use crate::http::requests::RevokeRequest;
use crate::store::interface::Revocation;
use crate::words::account::Account;

/// Refuses the user's tickets issued until now. The revocation is on the disk before the answer.
pub(crate) async fn revoke(
    known: &Known<'_>,
    request: &RevokeRequest,
    note: &mut Note,
) -> Result<RevokeAnswer, Problem> {
    let account = inputs::account(known, &request.user_id, note)?;
    inputs::allow(known, &account, Operation::Revoke)?;
    standing(known, account, None).await?;
    match known.service.store.revoke(account, known.moment).await? {
        Revocation::Stored { valid_after } => {
            let Account { sdk_app_id, identifier: user_id } = account;
            Ok(RevokeAnswer { sdk_app_id, user_id, valid_after, note: REVOKE_NOTE })
        }
        Revocation::Ahead(ahead) => Err(ahead.into()),
    }
}
