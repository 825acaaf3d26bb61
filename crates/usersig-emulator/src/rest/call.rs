//! One call and its answer, without HTTP.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use usersig::{ErrorCode, SdkAppId};
use usersig_login::UnixMillis;

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::app::rates::TooOften;
use crate::journal::entry::{Interface, Record};
use crate::journal::log::{About, shortened};
use crate::rest::accounts::Added;
use crate::rest::caller::{Caller, NotAllowed};
use crate::rest::command::Command;
use crate::rest::refusal::Refusal;
use crate::rest::{accounts, online};
use crate::world::apps::TooManyApps;
use crate::world::emulator::Emulator;

/// A call, as it came in.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) service: &'a str,
    pub(crate) command: &'a str,
    pub(crate) parameters: BTreeMap<String, String>,
    pub(crate) body: &'a [u8],
}

/// Answers a call. The answer is a JSON object with `ActionStatus`, `ErrorCode` and `ErrorInfo`.
pub(crate) fn answer(emulator: &Emulator, mut call: Call<'_>) -> Map<String, Value> {
    let caller = Caller::read(&mut call.parameters);
    let about = caller.as_ref().ok().map(|caller| (caller.sdk_app_id, caller.identifier.clone()));
    let body = serde_json::from_slice::<Map<String, Value>>(call.body).ok();
    let named = body.as_ref().and_then(|body| body.get("UserID").or_else(|| body.get("Identifier"))?.as_str());
    let answer = caller.and_then(|caller| judged(emulator, &call, &caller, body.as_ref()));
    note(emulator, &call, about, named, answer.as_ref().err());
    match answer {
        Ok(mut answer) => {
            answer.entry("ActionStatus").or_insert_with(|| "OK".into());
            answer.entry("ErrorInfo").or_insert_with(|| "".into());
            answer.entry("ErrorCode").or_insert_with(|| 0.into());
            answer
        }
        Err(Refusal { code, info, .. }) => refused(code, &info),
    }
}

fn refused(code: ErrorCode, info: &str) -> Map<String, Value> {
    Map::from_iter([
        ("ActionStatus".to_owned(), "FAIL".into()),
        ("ErrorInfo".to_owned(), info.into()),
        ("ErrorCode".to_owned(), code.number().into()),
    ])
}

/// The address is judged first, then the caller, the rate and the body.
fn judged(emulator: &Emulator, call: &Call<'_>, caller: &Caller, body: Option<&Map<String, Value>>) -> Added {
    let Some(command) = Command::of(call.service, call.command) else {
        let info = format!("the emulator has no command {}/{}", shortened(call.service), shortened(call.command));
        return Err(Refusal::with_info(ErrorCode::SVR_COMM_INVALID_RES, info));
    };
    let outcome = emulator.call(|world, now| {
        let uptime = world.clock.uptime();
        let too_many = |_| NotAllowed::Refused(Refusal::with_info(TooManyApps::CODE, TooManyApps.to_string()));
        let (app, mut effects) = world.app(caller.sdk_app_id).map_err(too_many)?;
        caller.check(app, command, now.second())?;
        let counted = app.rates.count(command.name(), command.calls_a_second(), uptime);
        counted.map_err(|TooOften| NotAllowed::Refused(too_often(command)))?;
        let body = body.ok_or_else(|| NotAllowed::Refused(Refusal::new(command.bad_json())))?;
        served(app, command, body, now, &mut effects).map_err(NotAllowed::Refused)
    });
    outcome.map_err(|not_allowed| match not_allowed {
        NotAllowed::Refused(refusal) => refusal,
        NotAllowed::Ticket(refused) => caller.examine(&refused),
    })
}

fn too_often(command: Command) -> Refusal {
    let info = format!("an app may call {} {} times a second", command.name(), command.calls_a_second());
    Refusal::with_info(ErrorCode::SVR_COMM_REST_FREQ_LIMIT, info)
}

fn served(
    app: &mut App,
    command: Command,
    body: &Map<String, Value>,
    now: UnixMillis,
    effects: &mut Effects<'_>,
) -> Added {
    match command {
        Command::Check => accounts::check(app, body),
        Command::Delete => accounts::delete(app, body, now, effects),
        Command::Import => accounts::import(app, body),
        Command::ImportMany => accounts::import_many(app, body),
        Command::Kick => accounts::kick(app, body, now, effects),
        Command::Query => online::query(app, body),
    }
}

/// The journal names the user whom the call is about, or else the caller.
fn note(
    emulator: &Emulator,
    call: &Call<'_>,
    caller: Option<(SdkAppId, String)>,
    named: Option<&str>,
    refusal: Option<&Refusal>,
) {
    let (sdk_app_id, identifier) = caller.unzip();
    let about = About { sdk_app_id, user_id: named.or(identifier.as_deref()) };
    let record = Record::Request {
        interface: Interface::Rest,
        command: format!("{}/{}", shortened(call.service), shortened(call.command)),
        link: None,
        code: refusal.map_or(0, |refusal| refusal.code.number()),
        fault: None,
        findings: refusal.map(|refusal| refusal.findings.clone()).unwrap_or_default(),
    };
    emulator.call(|world, now| world.journal.note(about, now, record));
}
