//! `wslogin`: with a ticket, or with the secret of a session after a dropped link.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use usersig::{ErrorCode, UnixTime, UserId};
use usersig_login::UnixMillis;

use crate::app::app_state::App;
use crate::app::ending::Ending;
use crate::app::logins::{NotOnline, Online};
use crate::faults::fault::Effect;
use crate::faults::faults_in_force::Strikes;
use crate::gateway::reply::Reply;
use crate::gateway::session::Session;
use crate::journal::finding::{FindingNote, Refused};
use crate::wire::frame::Frame;
use crate::words::a2_key::{A2Hash, A2Key};
use crate::words::app_key::AppKey;
use crate::words::tiny_id::tiny_id;

pub(super) fn login(session: &Session, frame: &Frame) -> Reply {
    match (frame.head_text("identifier"), frame.head_text("a2")) {
        (None, Some(secret)) => with_secret(session, secret),
        (identifier, _) => with_ticket(session, identifier.unwrap_or_default(), frame),
    }
}

/// The fault that strikes this login, if any.
pub(super) fn fault(session: &Session, frame: &Frame) -> Option<(u64, Effect)> {
    let hash = frame.head_text("a2").map(A2Hash::of);
    let named = frame.head_text("identifier").and_then(|identifier| UserId::new(identifier).ok());
    session.emulator.call(|world, now| {
        let known = || world.apps.started(session.sdk_app_id)?.secrets.find(hash?).map(|record| record.user_id);
        let user_id = named.or_else(known);
        world.strike(Strikes::Login, session.sdk_app_id, user_id.as_ref(), now)
    })
}

fn with_secret(session: &Session, secret: &str) -> Reply {
    let hash = A2Hash::of(secret);
    session.in_app(|app, now, effects| match app.reconnect(session.id, hash, now, effects) {
        Ok(online) => Reply::ok(logged_in(app, &online, secret, now)),
        Err(refused) => not_online(refused),
    })
}

fn with_ticket(session: &Session, identifier: &str, frame: &Frame) -> Reply {
    let Ok(user_id) = UserId::new(identifier) else {
        return Reply::refused(ErrorCode::COMM_INVALID_IDENTIFIER);
    };
    let Ok(secret) = A2Key::draw() else { return Reply::refused(ErrorCode::INTERNAL_ERROR) };
    let panics = session.emulator.call(|world, _| world.panics_for.as_deref() == Some(identifier));
    assert!(!panics, "a test asked for this panic");
    let ticket = frame.head_text("usersig").unwrap_or_default();
    let mut refusal = None;
    let mut reply =
        session.in_app(|app, now, effects| match app.login(session.id, user_id, ticket, &secret, now, effects) {
            Ok(online) => Reply::ok(logged_in(app, &online, secret.as_str(), now)),
            Err(refused) => {
                refusal = Some((Arc::clone(&app.key), app.registry.valid_after(&user_id), now.second()));
                not_online(refused)
            }
        });
    if let Some(refusal) = refusal {
        reply.findings = findings(session, identifier, ticket, &refusal);
        if let Some(finding) = reply.findings.first().filter(|finding| finding.code.is_some()) {
            reply.info = format!("{}: {}", reply.info, finding.english.what);
        }
    }
    reply
}

fn findings(
    session: &Session,
    user_id: &str,
    ticket: &str,
    (key, valid_after, now): &(Arc<AppKey>, Option<UnixTime>, UnixTime),
) -> Vec<FindingNote> {
    let (sdk_app_id, valid_after, now) = (session.sdk_app_id, *valid_after, *now);
    Refused { ticket, user_id, sdk_app_id, key, valid_after, now }.findings()
}

fn not_online(refused: NotOnline) -> Reply {
    match refused {
        NotOnline::Kicked(by) => Reply::ended(Ending::Kicked(by)),
        NotOnline::Refused(code) => Reply::refused(code),
    }
}

/// The members of the answer that the SDK needs.
fn logged_in(app: &App, online: &Online, secret: &str, now: UnixMillis) -> Map<String, Value> {
    let expires_at = online.expires_at;
    let answer = json!({
        "A2Key": secret,
        "TinyId": tiny_id(app.sdk_app_id, &online.user_id).to_string(),
        "InstId": online.device.instance.0,
        "HelloInterval": app.settings.hello_interval,
        "CustomStatus": "",
        "ExpireTime": expires_at.as_secs(),
        // The SDK computes its own time from it, and the client time of messages.
        "TimeStamp": now.second().as_secs(),
    });
    match answer {
        Value::Object(answer) => answer,
        _ => Map::new(),
    }
}
