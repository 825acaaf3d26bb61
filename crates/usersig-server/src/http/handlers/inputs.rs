//! Turns the members of a request into valid values, and asks the policy.

use usersig::{ErrorCode, Lifetime, Privileges, Room};

use crate::access::policy::{self, Denied, Operation};
use crate::access::room_grant;
use crate::http::exchange::Known;
use crate::http::notes::Note;
use crate::http::problem::{Kind, Problem};
use crate::keys::apps::InvalidName;
use crate::words::account::Account;

/// The user of the request's app.
pub(crate) fn account(known: &Known<'_>, user_id: &str, note: &mut Note) -> Result<Account, Problem> {
    let identifier = known.app.identifier(user_id)?;
    let account = Account { sdk_app_id: known.sdk_app_id, identifier };
    note.account = Some(account);
    Ok(account)
}

/// The lifetime that was asked for, or the default.
pub(crate) fn lifetime(known: &Known<'_>, ttl: Option<u64>, note: &mut Note) -> Result<Lifetime, Problem> {
    let default = known.service.rules.default_lifetime;
    let secs = ttl.unwrap_or_else(|| policy::default_lifetime(known.caller, default));
    let lifetime = Lifetime::from_secs(secs).map_err(|error| Problem::bad_request(error.to_string()))?;
    note.ttl = Some(lifetime.as_secs());
    Ok(lifetime)
}

/// The room of a request, which must have exactly one of the two members.
pub(crate) fn room(room_id: Option<u32>, room_name: Option<&str>) -> Result<Room, Problem> {
    let room = match (room_id, room_name) {
        (Some(number), None) => Room::number(number),
        (None, Some(name)) => Room::name(name),
        _ => return Err(Problem::bad_request("exactly one of room_id and room_name is needed")),
    };
    room.map_err(|error| Problem::bad_request(error.to_string()))
}

/// The privileges of a request.
pub(crate) fn privileges(names: &[String]) -> Result<Privileges, Problem> {
    let all = Privileges::ALL;
    let message = || format!("privileges is a list of names: {all}, or all, or audience");
    room_grant::privileges(names).ok_or_else(|| Problem::bad_request(message()))
}

/// Asks the policy.
pub(crate) fn allow(known: &Known<'_>, account: &Account, operation: Operation) -> Result<(), Problem> {
    policy::decide(known.caller, known.app, account, operation, known.service.rules.lifetime_limit)
        .map_err(Problem::from)
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        let kind = match denied {
            // Every caller may sign for a shorter time, so the request is wrong and not the caller.
            Denied::Lifetime { .. } => Kind::BadRequest,
            _ => Kind::Denied,
        };
        Self::new(kind).with_detail(denied.to_string())
    }
}

impl From<InvalidName> for Problem {
    fn from(invalid: InvalidName) -> Self {
        Self::bad_request(invalid.to_string()).with_code(ErrorCode::COMM_INVALID_IDENTIFIER)
    }
}
