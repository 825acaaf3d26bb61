//! `sendmsg`: a text message to a user who is online is relayed and never stored.

use serde_json::{Map, Value, json};
use usersig::{ErrorCode, UserId};
use usersig_login::UnixMillis;

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::app::open_link::Outgoing;
use crate::gateway::reply::Reply;
use crate::journal::entry::Record;
use crate::wire::frame::Frame;
use crate::wire::push;
use crate::words::link_id::LinkId;
use crate::words::tiny_id::tiny_id;

/// The service's code for a message whose receiver does not exist.
const NO_RECEIVER: ErrorCode = ErrorCode::new(20_003);

/// The service's code for a message body that it does not accept.
const BAD_MESSAGE: ErrorCode = ErrorCode::new(90_007);

/// How long the service would keep a message that is not read.
const MESSAGE_LIFETIME: u32 = 604_800;

pub(super) fn send(app: &mut App, id: LinkId, frame: &Frame, now: UnixMillis, effects: &mut Effects<'_>) -> Reply {
    app.heartbeat(id, now, effects);
    let Some(open) = app.links.get(&id) else { return Reply::refused(ErrorCode::NOT_LOGGED_IN) };
    let login = open.login;
    let ended = || open.ending.map_or_else(|| Reply::refused(ErrorCode::NOT_LOGGED_IN), Reply::ended);
    let Some(login) = login else { return ended() };
    if let Some(kind) = other_kind(&frame.body) {
        let info = format!("the emulator relays only text messages, TIMTextElem, not {kind}");
        return Reply::refused(BAD_MESSAGE).with_info(info);
    }
    let to = frame.body_text("To_Account").and_then(|to| UserId::new(to).ok());
    let Some(to) = to.filter(|to| app.registry.has_account(to)) else {
        return Reply::refused(NO_RECEIVER).with_info("the receiver of the message has no account");
    };
    let links = relay(app, login.user_id, to, &frame.body, now);
    effects.note(app.sdk_app_id, login.user_id.as_str(), now, Record::Message { to: to.to_string(), links });
    let (sequence, random) = (number(&frame.body, "MsgSeq"), number(&frame.body, "MsgRandom"));
    let time = now.second().as_secs();
    Reply::ok(Map::from_iter([
        ("MsgTime".to_owned(), time.into()),
        ("MsgSeq".to_owned(), sequence.into()),
        ("MsgKey".to_owned(), format!("{sequence}_{random}_{time}").into()),
    ]))
}

/// Pushes the message to every page of the receiver.
fn relay(app: &mut App, from: UserId, to: UserId, body: &Map<String, Value>, now: UnixMillis) -> usize {
    let member = |name: &str| body.get(name).cloned().unwrap_or(Value::Null);
    // Both ends make the message's ID of the sender's TinyId, the client time and the random number.
    let message = json!({
        "TinyId": tiny_id(app.sdk_app_id, &from).to_string(), "From_Account": from, "To_Account": to, "MsgSeq": number(body, "MsgSeq"), "MsgRandom": number(body, "MsgRandom"),
        "MsgTimeStamp": now.second().as_secs(), "ClientTime": number(body, "MsgClientTime"), "MsgBody": member("MsgBody"),
        "MsgLifeTime": MESSAGE_LIFETIME, "MsgType": 0, "CloudCustomData": body.get("CloudCustomData").unwrap_or(&"".into()),
    });
    let frame = push::message(app.sdk_app_id, &message, now);
    let links = app.links.values_mut().filter(|open| open.login.is_some_and(|login| login.user_id == to));
    links.map(|open| open.client.push(Outgoing::Frame(frame.clone()))).count()
}

/// The type of an element that is not a text.
fn other_kind(body: &Map<String, Value>) -> Option<String> {
    let elements = body.get("MsgBody").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if elements.is_empty() {
        return Some("an empty message".to_owned());
    }
    let kind = |element: &Value| element.get("MsgType").and_then(Value::as_str).unwrap_or("nothing").to_owned();
    elements.iter().map(kind).find(|kind| kind != "TIMTextElem").map(|kind| crate::journal::log::shortened(&kind))
}

fn number(body: &Map<String, Value>, member: &str) -> u64 {
    body.get(member).and_then(Value::as_u64).unwrap_or(0)
}
