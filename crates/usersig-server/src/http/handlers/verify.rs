//! Judges tickets.

use usersig::{ErrorCode, Privileges, Room, UserId, VerifyError};

use crate::access::policy::Operation;
use crate::http::answers::{RefusedTicket, UNKNOWN, ValidTicket, Verdict};
use crate::http::exchange::Known;
use crate::http::handlers::standing::standing;
use crate::http::handlers::{inputs, verdict};
use crate::http::notes::Note;
use crate::http::problem::Problem;
use crate::http::requests::VerifyRequest;
use crate::keys::apps::InvalidName;
use crate::metrics::Metrics;
use crate::store::interface::{Failures, Revoked, Standing, StoreFailed};
use crate::words::account::Account;
use crate::words::on_store_failure::OnStoreFailure;
use crate::words::outcome::Outcome;

/// The ticket of a request, and what it must allow.
enum Asked<'a> {
    PrivateMapKey { text: &'a str, user_id: UserId, room: Room, needed: Privileges },
    UserSig { text: &'a str },
}

/// Judges a ticket for the user.
pub(crate) async fn verify(known: &Known<'_>, request: &VerifyRequest, note: &mut Note) -> Result<Verdict, Problem> {
    let account = inputs::account(known, &request.user_id, note)?;
    let asked = asked(request, &account)?;
    inputs::allow(known, &account, Operation::Verify)?;
    let standing = standing(known, account, None).await?;
    if standing.revoked == Revoked::Unknown && known.service.rules.on_store_failure == OnStoreFailure::Refuse {
        return Err(StoreFailed.into());
    }
    match judge(known, &account, &asked, standing) {
        Ok(ticket) => {
            note.fingerprint = Some(ticket.fingerprint);
            Ok(Verdict::Valid(Box::new(ticket)))
        }
        Err(error) => Ok(Verdict::Refused(refuse(known, account, error, note).await)),
    }
}

fn asked<'a>(request: &'a VerifyRequest, account: &Account) -> Result<Asked<'a>, Problem> {
    let has_room = request.room_id.is_some() || request.room_name.is_some();
    match (&request.user_sig, &request.private_map_key) {
        (Some(_), None) if has_room || request.privileges.is_some() => {
            Err(Problem::bad_request("a UserSig has no room and no privileges"))
        }
        (Some(text), None) => Ok(Asked::UserSig { text }),
        (None, Some(text)) => {
            let user_id = UserId::try_from(account.identifier).map_err(InvalidName::UserId)?;
            let room = inputs::room(request.room_id, request.room_name.as_deref())?;
            let names = request.privileges.as_ref().ok_or_else(|| Problem::bad_request("privileges is missing"))?;
            Ok(Asked::PrivateMapKey { text, user_id, room, needed: inputs::privileges(names)? })
        }
        _ => Err(Problem::bad_request("exactly one of user_sig and private_map_key is needed")),
    }
}

fn judge(
    known: &Known<'_>,
    account: &Account,
    asked: &Asked<'_>,
    standing: Standing,
) -> Result<ValidTicket, VerifyError> {
    let now = standing.now;
    let (valid_after, revocations) = match standing.revoked {
        Revoked::At(valid_after) => (Some(valid_after), None),
        Revoked::Never => (None, None),
        Revoked::Unknown => (None, Some(UNKNOWN)),
    };
    let tolerances = known.service.rules.tolerances.with_valid_after(valid_after);
    let verifier = &known.app.keys.at(now).verifier;
    let ticket = match asked {
        Asked::PrivateMapKey { text, user_id, room, needed } => {
            verdict::map_key(&verifier.private_map_key_within(tolerances, text, user_id, room, *needed, now)?)
        }
        Asked::UserSig { text } => {
            verdict::user_sig(&verifier.user_sig_within(tolerances, text, &account.identifier, now)?)
        }
    };
    // Revocations are kept only this long, so a ticket that lives longer must not be accepted after it.
    let latest = ticket.issued_at.saturating_add(known.service.rules.longest_accepted);
    if now > latest {
        return Err(VerifyError::Expired { expires_at: latest, now });
    }
    Ok(ValidTicket { expires_at: ticket.expires_at.min(latest), revocations, ..ticket })
}

/// Counts the refusal. The user's genuine tickets stay valid above the rate, because otherwise anybody who sends wrong
/// tickets in the name of a user could lock the user out.
async fn refuse(known: &Known<'_>, account: Account, error: VerifyError, note: &mut Note) -> RefusedTicket {
    let rate = known.service.rules.failed_verifications;
    let refusal = match known.service.store.count_failure(account, rate, known.moment).await {
        Failures::Few => verdict::refused(error),
        Failures::TooMany => verdict::too_many(),
    };
    note.outcome = Some(Outcome::Refused);
    note.code = Some(ErrorCode::new(refusal.code));
    Metrics::refusal(refusal.code);
    refusal
}
