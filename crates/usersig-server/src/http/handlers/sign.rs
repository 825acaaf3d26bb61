//! Signs tickets.

use usersig::{Lifetime, Privileges, Room, Signer, UnixTime, UserId, refresh_at};

use crate::access::policy::Operation;
use crate::http::answers::{PrivateMapKeyAnswer, Times, UNKNOWN, UserSigAnswer};
use crate::http::exchange::Known;
use crate::http::handlers::inputs;
use crate::http::handlers::standing::{issue_time, standing};
use crate::http::notes::Note;
use crate::http::problem::Problem;
use crate::http::requests::{PrivateMapKeyRequest, UserSigRequest};
use crate::keys::apps::InvalidName;
use crate::store::interface::{Revoked, Standing};
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
    let standing = standing(known, account, Some(known.service.rules.per_user)).await?;
    let ticket = signer(known, standing).user_sig(&account.identifier, lifetime, issue_time(standing)?);
    note.fingerprint = Some(ticket.fingerprint());
    let times = times(&account, ticket.issued_at(), ticket.expires_at(), standing);
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
    let standing = standing(known, account, Some(known.service.rules.per_user)).await?;
    sign_map_key(known, account, room, privileges, lifetime, standing, note)
}

fn sign_map_key(
    known: &Known<'_>,
    account: Account,
    room: Room,
    privileges: Privileges,
    lifetime: Lifetime,
    standing: Standing,
    note: &mut Note,
) -> Result<PrivateMapKeyAnswer, Problem> {
    let Account { sdk_app_id, identifier } = account;
    let user_id = UserId::try_from(identifier).map_err(InvalidName::UserId)?;
    let ticket = signer(known, standing)
        .private_map_key(&user_id, &room, privileges, lifetime, issue_time(standing)?)
        .map_err(|error| Problem::bad_request(error.to_string()))?;
    note.fingerprint = Some(ticket.fingerprint());
    let times = times(&account, ticket.issued_at(), ticket.expires_at(), standing);
    let privileges = privileges.names().collect();
    Ok(PrivateMapKeyAnswer { private_map_key: ticket.into_string(), sdk_app_id, user_id, room, privileges, times })
}

fn signer<'a>(known: &Known<'a>, standing: Standing) -> &'a Signer {
    &known.app.keys.at(standing.now).signer
}

fn times(account: &Account, issued_at: UnixTime, expires_at: UnixTime, standing: Standing) -> Times {
    let refresh_at = refresh_at(&account.identifier, issued_at, expires_at);
    let revocations = (standing.revoked == Revoked::Unknown).then_some(UNKNOWN);
    Times { issued_at, expires_at, refresh_at, revocations }
}

/// Tests inject a panic to see that it ends one request only.
fn panic_if_asked(known: &Known<'_>, account: &Account) {
    let asked = known.service.fault.panic_for.as_deref();
    assert!(asked != Some(account.identifier.as_str()), "a test asked for this panic");
}
