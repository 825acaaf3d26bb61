//! The commands of the SDK.

use std::time::Duration;

use serde_json::Map;
use usersig::ErrorCode;
use usersig_login::UnixMillis;

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::app::open_link::Outgoing;
use crate::faults::fault::Effect;
use crate::gateway::reply::Reply;
use crate::gateway::session::Session;
use crate::gateway::{login, messages};
use crate::journal::entry::{Interface, Record};
use crate::journal::log::{About, shortened};
use crate::wire::answers;
use crate::wire::frame::Frame;

/// Serves one message of the page. Nothing is answered to a message that is not a request.
pub(crate) fn serve(session: &Session, message: &[u8]) -> Option<Outgoing> {
    let frame = Frame::read(message)?;
    let fault = if frame.command() == LOGIN { login::fault(session, &frame) } else { None };
    let effect = fault.map(|(_, effect)| effect);
    let reply = match (effect, frame.command()) {
        (Some(Effect::IgnoreLogin), _) => return None,
        (Some(Effect::BreakLogin), _) => return Some(Outgoing::Break),
        (Some(Effect::AnswerLogin { code }), _) => Reply::refused(ErrorCode::new(code)),
        (_, LOGIN) => login::login(session, &frame),
        _ => session.in_app(|app, now, effects| command(app, session, &frame, now, effects)),
    };
    let answered_by = fault.filter(|(_, effect)| matches!(effect, Effect::AnswerLogin { .. })).map(|(id, _)| id);
    note(session, &frame, &reply, answered_by);
    let answer = frame.answer(reply.code, &reply.info, reply.body);
    Some(match effect {
        Some(Effect::DelayLogin { milliseconds }) => Outgoing::Late(Duration::from_millis(milliseconds.into()), answer),
        _ => Outgoing::Frame(answer),
    })
}

const LOGIN: &str = "im_open_status.wslogin";

fn command(app: &mut App, session: &Session, frame: &Frame, now: UnixMillis, effects: &mut Effects<'_>) -> Reply {
    let id = session.id;
    match frame.command() {
        "im_open_status.wshello" | "heartbeat.alive" => {
            app.heartbeat(id, now, effects);
            let ending = app.links.get(&id).and_then(|open| open.ending);
            // Heartbeats go on after a kick, and an answer that says so again would be a second kick to the SDK.
            let tells = frame.command() == "im_open_status.wshello";
            ending.filter(|_| tells).map_or_else(|| Reply::ok(Map::new()), Reply::ended)
        }
        "im_open_status.wslogout" => {
            app.logout(id, now, effects);
            Reply::ok(Map::new())
        }
        "openim.sendmsg" => messages::send(app, id, frame, now, effects),
        name => {
            app.heartbeat(id, now, effects);
            let not_known = || {
                let info = format!("the emulator has no command {}", shortened(name));
                Reply::refused(ErrorCode::SVR_COMM_INVALID_RES).with_info(info)
            };
            answers::of(name, &frame.body).map_or_else(not_known, Reply::ok)
        }
    }
}

fn note(session: &Session, frame: &Frame, reply: &Reply, fault: Option<u64>) {
    let Session { sdk_app_id, id, .. } = *session;
    session.emulator.call(|world, now| {
        let Ok((app, effects)) = world.app(sdk_app_id) else { return };
        let login = app.links.get(&id).and_then(|open| open.login).map(|login| login.user_id);
        let user_id = login.as_ref().map(usersig::UserId::as_str).or_else(|| frame.head_text("identifier"));
        let record = Record::Request {
            interface: Interface::Gateway,
            command: shortened(frame.command()),
            link: Some(id),
            code: reply.code,
            fault,
            findings: reply.findings.clone(),
        };
        effects.journal.note(About { sdk_app_id: Some(sdk_app_id), user_id }, now, record);
    });
}
