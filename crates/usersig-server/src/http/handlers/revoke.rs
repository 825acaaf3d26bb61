//! Revokes the tickets of a user.

use crate::access::policy::Operation;
use crate::http::answers::{REVOKE_NOTE, RevokeAnswer};
use crate::http::exchange::Known;
use crate::http::handlers::{inputs, sign};
use crate::http::notes::Note;
use crate::http::problem::{Kind, Problem};
use crate::http::requests::RevokeRequest;
use crate::store::interface::{Admission, Revocation, StoreFailed, Visit};
use crate::words::account::Account;

/// Refuses the user's tickets issued until now. The revocation is on the disk before the answer.
pub(crate) async fn revoke(
    known: &Known<'_>,
    request: &RevokeRequest,
    note: &mut Note,
) -> Result<RevokeAnswer, Problem> {
    let account = inputs::account(known, &request.user_id, note)?;
    inputs::allow(known, &account, Operation::Revoke)?;
    let store = &known.service.store;
    let visit = Visit { caller: known.caller, account, user_rate: None, moment: known.moment };
    match store.visit(visit).await {
        Ok(Admission::Admitted { .. }) => {}
        Ok(Admission::Limited { retry_after }) => return Err(Problem::new(Kind::Limited).with_retry_after(retry_after)),
        Err(StoreFailed) => return Err(sign::store_failed()),
    }
    match store.revoke(account, known.moment).await {
        Ok(Revocation::Stored { valid_after }) => {
            let Account { sdk_app_id, identifier: user_id } = account;
            Ok(RevokeAnswer { sdk_app_id, user_id, valid_after, note: REVOKE_NOTE })
        }
        Ok(Revocation::Ahead(ahead)) => Err(sign::ahead(ahead)),
        Err(StoreFailed) => Err(sign::store_failed()),
    }
}
