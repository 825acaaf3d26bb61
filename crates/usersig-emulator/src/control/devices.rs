//! Devices of any platform, which the emulator plays itself.

use std::sync::Arc;

use axum::extract::{Extension, State};
use serde::{Deserialize, Serialize};
use usersig::{ErrorCode, SdkAppId, UserId};
use usersig_login::exchange::Link;
use usersig_login::platform::Platform;
use usersig_login::service::Device;
use utoipa::ToSchema;

use crate::app::app_state::App;
use crate::app::ending::Ending;
use crate::app::logins::NotOnline;
use crate::app::open_link::{Client, OpenLink};
use crate::control::accounts::Done;
use crate::control::answer::{Answer, change, read};
use crate::http::body::Json;
use crate::http::path::Path;
use crate::http::peer::Peer;
use crate::http::problem::{Document, Problem};
use crate::journal::entry::{Interface, Record};
use crate::journal::finding::{FindingNote, Refused};
use crate::journal::log::About;
use crate::words::a2_key::A2Key;
use crate::words::link_id::LinkId;
use crate::world::emulator::Emulator;

/// How many phones an app can have.
const PHONES_MAX: usize = 1000;

/// A login of a device.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeviceRequest {
    /// The user.
    #[schema(value_type = String, min_length = 1, max_length = 32, pattern = "^[ -~]+$")]
    user_id: UserId,
    /// The ticket. Any text: a device of the service sends whatever its app gives it.
    #[schema(max_length = 16384)]
    user_sig: String,
    /// Android, iPhone, iPad, Windows, Mac, Linux or Web.
    #[schema(value_type = String, example = "Android")]
    platform: Platform,
}

/// The answer to a login of a device.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeviceAnswer {
    /// 0, or the code of the refusal.
    code: i32,
    /// The device, if it is online.
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<LinkId>,
    /// Why the ticket was refused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<FindingNote>,
}

/// A device that the control plane has logged in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhoneAnswer {
    device: LinkId,
    #[schema(value_type = String)]
    platform: Platform,
    /// The user, while it is logged in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    user_id: Option<UserId>,
    /// How the login ended: `onKickedOffline` or `onUserSigExpired` on a phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Ending>,
}

/// Log in a device
///
/// It behaves as a phone would: it kicks others under the policy of the app, and it stays online until it is kicked, its
/// ticket expires or it is logged out. A refused login is an answer with status 200 and the service's code.
#[utoipa::path(post, path = "/emulator/v1/apps/{sdkappid}/devices", tag = "devices", request_body = DeviceRequest,
    params(("sdkappid" = u32, Path, minimum = 1)),
    responses((status = 200, body = DeviceAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn log_in(
    State(emulator): State<Arc<Emulator>>,
    Extension(Peer(source)): Extension<Peer>,
    Path(sdk_app_id): Path<SdkAppId>,
    Json(DeviceRequest { user_id, user_sig, platform }): Json<DeviceRequest>,
) -> Result<Answer<DeviceAnswer>, Problem> {
    let secret = A2Key::draw().map_err(|error| Problem::conflict(error.to_string()))?;
    let outcome = emulator.call(|world, now| {
        let id = world.new_link();
        let (app, mut effects) = world.app(sdk_app_id).map_err(|refused| Problem::conflict(refused.to_string()))?;
        if app.links.values().filter(|open| open.client.is_phone()).count() >= PHONES_MAX {
            return Err(Problem::conflict(format!("the app already has {PHONES_MAX} devices, log some out")));
        }
        app.open(id, Link::new(Device::new(platform, id.0), source), Client::Phone);
        let Err(refusal) = app.login(id, user_id, &user_sig, &secret, now, &mut effects) else { return Ok(Ok(id)) };
        app.close(id, now, &mut effects);
        Ok(Err((refusal, Arc::clone(&app.key), app.registry.valid_after(&user_id), now.second())))
    })?;
    let answer = match outcome {
        Ok(id) => DeviceAnswer { code: 0, device: Some(id), findings: Vec::new() },
        Err((refusal, key, valid_after, now)) => {
            let (ticket, named) = (user_sig.as_str(), user_id.as_str());
            let findings = Refused { ticket, user_id: named, sdk_app_id, key: &key, valid_after, now }.findings();
            DeviceAnswer { code: code_of(refusal).number(), device: None, findings }
        }
    };
    note(&emulator, sdk_app_id, &user_id, &answer);
    Ok(Answer(answer))
}

const fn code_of(refusal: NotOnline) -> ErrorCode {
    match refusal {
        NotOnline::Kicked(_) => ErrorCode::LOGIN_KICKED_OFF_BY_OTHER,
        NotOnline::Refused(code) => code,
    }
}

/// The journal tells the login of a phone like that of a page.
fn note(emulator: &Emulator, sdk_app_id: SdkAppId, user_id: &UserId, answer: &DeviceAnswer) {
    let record = Record::Request {
        interface: Interface::Control,
        command: "devices".to_owned(),
        link: answer.device,
        code: answer.code,
        fault: None,
        findings: answer.findings.clone(),
    };
    let about = About { sdk_app_id: Some(sdk_app_id), user_id: Some(user_id.as_str()) };
    emulator.call(|world, now| world.journal.note(about, now, record));
}

/// List the devices that the control plane has logged in
#[utoipa::path(get, path = "/emulator/v1/apps/{sdkappid}/devices", tag = "devices",
    params(("sdkappid" = u32, Path, minimum = 1)),
    responses((status = 200, body = Vec<PhoneAnswer>),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn list(
    State(emulator): State<Arc<Emulator>>,
    Path(sdk_app_id): Path<SdkAppId>,
) -> Result<Answer<Vec<PhoneAnswer>>, Problem> {
    let phones = |app: &App| -> Vec<PhoneAnswer> {
        app.links.iter().filter(|(_, open)| open.client.is_phone()).map(|(id, open)| shown(*id, open)).collect()
    };
    read(&emulator, sdk_app_id, phones).map(Answer)
}

/// Log a device out, or forget one whose login has ended
#[utoipa::path(delete, path = "/emulator/v1/apps/{sdkappid}/devices/{device}", tag = "devices",
    params(("sdkappid" = u32, Path, minimum = 1), ("device" = u64, Path)),
    responses((status = 200, body = Done),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn log_out(
    State(emulator): State<Arc<Emulator>>,
    Path((sdk_app_id, device)): Path<(SdkAppId, LinkId)>,
) -> Result<Answer<Done>, Problem> {
    change(&emulator, sdk_app_id, None, format!("log out device {}", device.0), |app, now, effects| {
        if !app.links.get(&device).is_some_and(|open| open.client.is_phone()) {
            return Err(Problem::not_found(format!("the app has no device {}", device.0)));
        }
        app.logout(device, now, effects);
        app.close(device, now, effects);
        Ok(Done::YES)
    })
}

fn shown(device: LinkId, open: &OpenLink) -> PhoneAnswer {
    let OpenLink { link, login, ending, .. } = open;
    let user_id = login.map(|login| login.user_id);
    PhoneAnswer { device, platform: link.device().platform, user_id, ended: *ending }
}
