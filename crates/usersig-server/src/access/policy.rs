//! The permissions of callers. Handlers and `usersig-server ask` decide with the same function.

use std::error::Error;
use std::fmt;

use usersig::{Lifetime, Privileges, Room};

use crate::access::caller::{Caller, User};
use crate::access::grant::Scope;
use crate::keys::apps::App;
use crate::words::account::Account;

/// An operation that a caller wants to perform for an account.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Operation {
    PrivateMapKey { room: Room, privileges: Privileges, lifetime: Lifetime },
    Revoke,
    UserSig { lifetime: Lifetime },
    Verify,
}

/// Allows the operation or says why not.
pub(crate) fn decide(
    caller: &Caller<'_>,
    app: &App,
    account: &Account,
    operation: Operation,
    limit: Lifetime,
) -> Result<(), Denied> {
    if !caller.apps().contains(&account.sdk_app_id) {
        return Err(Denied::App);
    }
    match caller {
        Caller::Server(server) => {
            let has = |scope| if server.grant.has(scope) { Ok(()) } else { Err(Denied::Scope { missing: scope }) };
            has(needed_scope(operation))?;
            if is_signing(operation) && app.is_admin(account.identifier.as_str()) {
                has(Scope::Admin)?;
            }
        }
        Caller::User(user) => decide_for_user(user, app, account, operation)?,
    }
    let own_limit = caller.ttl_limit().map_or(limit.as_secs(), |own| own.as_secs().min(limit.as_secs()));
    match operation {
        Operation::PrivateMapKey { lifetime, .. } | Operation::UserSig { lifetime }
            if lifetime.as_secs() > own_limit =>
        {
            Err(Denied::Lifetime { limit: own_limit })
        }
        _ => Ok(()),
    }
}

/// The lifetime in seconds of a ticket for which none is asked: the default, or the caller's own limit if it is shorter.
pub(crate) fn default_lifetime(caller: &Caller<'_>, default: Lifetime) -> u64 {
    caller.ttl_limit().map_or(default.as_secs(), |limit| limit.as_secs().min(default.as_secs()))
}

fn decide_for_user(user: &User, app: &App, account: &Account, operation: Operation) -> Result<(), Denied> {
    match operation {
        Operation::Revoke | Operation::Verify => return Err(Denied::Scope { missing: needed_scope(operation) }),
        Operation::PrivateMapKey { .. } | Operation::UserSig { .. } => {}
    }
    if user.identifier != account.identifier {
        return Err(Denied::OtherUser);
    }
    if app.is_admin(account.identifier.as_str()) {
        return Err(Denied::Scope { missing: Scope::Admin });
    }
    if let Operation::PrivateMapKey { room, privileges, .. } = operation {
        let granted = user.rooms.iter().filter(|grant| grant.room == room);
        let allowed = granted.map(|grant| grant.privileges).reduce(|one, other| one | other).ok_or(Denied::Room)?;
        let missing = privileges.without(allowed);
        if missing != Privileges::NONE {
            return Err(Denied::Privileges { missing });
        }
    }
    Ok(())
}

const fn needed_scope(operation: Operation) -> Scope {
    match operation {
        Operation::PrivateMapKey { .. } | Operation::UserSig { .. } => Scope::Sign,
        Operation::Revoke => Scope::Revoke,
        Operation::Verify => Scope::Verify,
    }
}

const fn is_signing(operation: Operation) -> bool {
    matches!(needed_scope(operation), Scope::Sign)
}

/// Why the policy refuses an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Denied {
    /// The caller may not act for this app.
    App,
    /// The lifetime is above the limit, in seconds.
    Lifetime { limit: u64 },
    /// A user asked for another user's ticket.
    OtherUser,
    /// The user's login token names the room without these privileges.
    Privileges { missing: Privileges },
    /// The user's login token does not name the room.
    Room,
    /// The caller does not have the scope.
    Scope { missing: Scope },
}

impl fmt::Display for Denied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::App => f.write_str("the caller may not use this app"),
            Self::Lifetime { limit } => write!(f, "the lifetime is above the limit of {limit} seconds"),
            Self::OtherUser => f.write_str("a user may only get their own tickets"),
            Self::Privileges { missing } => write!(f, "the login token does not grant these privileges: {missing}"),
            Self::Room => f.write_str("the login token does not grant this room"),
            Self::Scope { missing } => write!(f, "the caller does not have the scope {missing}"),
        }
    }
}

impl Error for Denied {}
