//! Signs tickets.

use usersig::{Lifetime, Privileges, Room, Signer, UnixTime, UserId, inspect, refresh_at};

use crate::access::policy::Operation;
use crate::http::answers::{PrivateMapKeyAnswer, Times, UserSigAnswer};
use crate::http::exchange::Known;
use crate::http::handlers::inputs;
use crate::http::notes::Note;
use crate::http::problem::{Kind, Problem};
use crate::http::requests::{PrivateMapKeyRequest, UserSigRequest};
use crate::keys::apps::InvalidName;
use crate::store::interface::{Admission, StoreFailed, Visit};
use crate::store::stamp::{self, AheadOfClock};
use crate::words::account::Account;

/// Signs a UserSig.
pub(crate) async fn user_sig(
    known: &Known<'_>,
    request: &UserSigRequest,
    note: &mut Note,
) -> Result<UserSigAnswer, Problem> {
    let account = inputs::account(known, &request.user_id, note)?;
    let lifetime = inputs::lifetime(known, request.ttl, note)?;
    inputs::allow(known, &account, Operation::UserSig { lifetime })?;
    panic_if_asked(known, &account);
    let issued_at = issue_time(known, account).await?;
    let ticket = signer(known).user_sig(&account.identifier, lifetime, issued_at);
    note.fingerprint = fingerprint(ticket.as_str());
    let times = times(&account, ticket.issued_at(), ticket.expires_at());
    let Account { sdk_app_id, identifier: user_id } = account;
    Ok(UserSigAnswer { user_sig: ticket.into_string(), sdk_app_id, user_id, times })
}

/// Signs a PrivateMapKey.
pub(crate) async fn private_map_key(
    known: &Known<'_>,
    request: &PrivateMapKeyRequest,
    note: &mut Note,
) -> Result<PrivateMapKeyAnswer, Problem> {
    let account = inputs::account(known, &request.user_id, note)?;
    let lifetime = inputs::lifetime(known, request.ttl, note)?;
    let room = inputs::room(request.room_id, request.room_name.as_deref())?;
    let privileges = inputs::privileges(&request.privileges)?;
    inputs::allow(known, &account, Operation::PrivateMapKey { room, privileges, lifetime })?;
    panic_if_asked(known, &account);
    let issued_at = issue_time(known, account).await?;
    sign_map_key(known, account, room, privileges, lifetime, issued_at, note)
}

fn sign_map_key(
    known: &Known<'_>,
    account: Account,
    room: Room,
    privileges: Privileges,
    lifetime: Lifetime,
    issued_at: UnixTime,
    note: &mut Note,
) -> Result<PrivateMapKeyAnswer, Problem> {
    let Account { sdk_app_id, identifier } = account;
    let user_id = UserId::try_from(identifier).map_err(InvalidName::UserId)?;
    let ticket = signer(known)
        .private_map_key(&user_id, &room, privileges, lifetime, issued_at)
        .map_err(|error| Problem::bad_request(error.to_string()))?;
    note.fingerprint = fingerprint(ticket.as_str());
    let times = times(&account, ticket.issued_at(), ticket.expires_at());
    let privileges = privileges.names().collect();
    Ok(PrivateMapKeyAnswer { private_map_key: ticket.into_string(), sdk_app_id, user_id, room, privileges, times })
}

fn signer<'a>(known: &Known<'a>) -> &'a Signer {
    &known.app.keys.at(known.moment.wall).signer
}

/// Counts the request, and finds an issue time after the account's last revocation.
async fn issue_time(known: &Known<'_>, account: Account) -> Result<UnixTime, Problem> {
    let user_rate = Some(known.service.rules.per_user);
    let visit = Visit { caller: known.caller, account, user_rate, moment: known.moment };
    match known.service.store.visit(visit).await {
        Ok(Admission::Admitted { valid_after }) => stamp::issue_time(known.moment.wall, valid_after).map_err(ahead),
        Ok(Admission::Limited { retry_after }) => Err(Problem::new(Kind::Limited).with_retry_after(retry_after)),
        Err(StoreFailed) => Err(store_failed()),
    }
}

pub(crate) fn store_failed() -> Problem {
    Problem::new(Kind::Unavailable)
        .with_detail("the store does not answer")
        .with_retry_after(std::time::Duration::from_secs(1))
}

pub(crate) fn ahead(AheadOfClock { retry_after }: AheadOfClock) -> Problem {
    Problem::new(Kind::Limited)
        .with_detail("the user was revoked too often in this second, or the clock went back")
        .with_retry_after(retry_after)
}

fn times(account: &Account, issued_at: UnixTime, expires_at: UnixTime) -> Times {
    Times { issued_at, expires_at, refresh_at: refresh_at(&account.identifier, issued_at, expires_at) }
}

fn fingerprint(ticket: &str) -> Option<String> {
    inspect(ticket).ok().map(|claims| claims.fingerprint.to_string())
}

/// Tests inject a panic to see that it ends one request only.
fn panic_if_asked(known: &Known<'_>, account: &Account) {
    let asked = known.service.fault.panic_for.as_deref();
    assert!(asked != Some(account.identifier.as_str()), "a test asked for this panic");
}
