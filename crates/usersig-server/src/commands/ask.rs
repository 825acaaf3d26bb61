//! Prints what the policy would answer, without signing.

use std::io::{self, Write};

use anyhow::{Context, anyhow, bail};
use serde_json::{Map, Value};
use usersig::{Lifetime, Privileges, Room, UserId};

use crate::access::caller::Caller;
use crate::access::credentials::Credentials;
use crate::access::policy::{self, Operation};
use crate::access::room_grant;
use crate::arguments::Ask;
use crate::config::load::{self, Loaded, Source};
use crate::keys::apps::InvalidName;
use crate::words::account::Account;
use crate::words::moment::Clock;

/// The answer of the policy, which decides the exit status.
pub(crate) enum Answer {
    Allowed,
    Denied,
}

/// Asks the policy with the same function as the service.
pub(crate) fn run(ask: &Ask, source: &Source) -> anyhow::Result<Answer> {
    let Loaded { live, rules, .. } = load::load(source, Clock::start())?;
    let sdk_app_id = ask.app.or(live.apps.default).context("--app is needed, because there is no default_app")?;
    let app = live.apps.apps.get(&sdk_app_id).with_context(|| format!("the service has no app {sdk_app_id}"))?;
    let account = Account { sdk_app_id, identifier: app.identifier(&ask.user)? };
    let caller = caller(ask, &live.credentials)?;
    let lifetime =
        Lifetime::from_secs(ask.ttl.unwrap_or_else(|| policy::default_lifetime(&caller, rules.default_lifetime)))?;
    let operation = operation(ask, &account, lifetime)?;
    let mut output = io::stdout().lock();
    match policy::decide(&caller, app, &account, operation, rules.lifetime_limit) {
        Ok(()) => {
            writeln!(output, "allowed: {} may {} {} in app {sdk_app_id}", caller.name(), verb(operation), ask.user)?;
            Ok(Answer::Allowed)
        }
        Err(denied) => {
            writeln!(output, "denied: {denied}")?;
            Ok(Answer::Denied)
        }
    }
}

fn caller<'a>(ask: &Ask, credentials: &'a Credentials) -> anyhow::Result<Caller<'a>> {
    let Some(subject) = ask.caller.strip_prefix("user:") else {
        let server = credentials.server(&ask.caller);
        let unknown = || anyhow!("no caller has this name; names are key:NAME, certificate:NAME and user:SUBJECT");
        return server.map(|server| Caller::Server(server)).ok_or_else(unknown);
    };
    let issuer = ask.issuer.as_deref().context("--issuer is needed for a user")?;
    let issuer = credentials.issuers.find(issuer).context("the configuration does not have this issuer")?;
    let claims: Map<String, Value> = serde_json::from_str(&ask.claims).context("--claims is not a JSON object")?;
    issuer.user(subject, &claims).map(Caller::User).context("the subject cannot be the name in a ticket")
}

fn operation(ask: &Ask, account: &Account, lifetime: Lifetime) -> anyhow::Result<Operation> {
    Ok(match ask.operation.as_str() {
        "private-map-key" => {
            // The service refuses such a request after the policy allowed it, because IM and TRTC have only UserIDs.
            UserId::try_from(account.identifier).map_err(InvalidName::UserId)?;
            Operation::PrivateMapKey { room: room(ask)?, privileges: privileges(ask)?, lifetime }
        }
        "revoke" => Operation::Revoke,
        "user-sig" => Operation::UserSig { lifetime },
        "verify" => Operation::Verify,
        other => bail!("there is no operation {other}"),
    })
}

const fn verb(operation: Operation) -> &'static str {
    match operation {
        Operation::PrivateMapKey { .. } => "get a private-map-key for",
        Operation::Revoke => "revoke the tickets of",
        Operation::UserSig { .. } => "get a user-sig for",
        Operation::Verify => "verify the tickets of",
    }
}

fn room(ask: &Ask) -> anyhow::Result<Room> {
    room_grant::room(ask.room_id, ask.room_name.as_deref()).context("a valid --room-id or --room-name is needed")
}

fn privileges(ask: &Ask) -> anyhow::Result<Privileges> {
    room_grant::privileges(&ask.privileges).context("--privileges has a name that is not a privilege's")
}
