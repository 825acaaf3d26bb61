//! The address of the WebSocket.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Extension, Query, State};
use axum::http::Response;
use serde::Deserialize;
use usersig::SdkAppId;

use crate::gateway::socket;
use crate::http::peer::Peer;
use crate::http::place::Place;
use crate::http::problem::Problem;
use crate::wire::frame::FRAME_MAX;
use crate::world::emulator::Emulator;

/// How much of a frame is read at once. A link that is idle keeps this much memory.
const READ_BUFFER: usize = 2 << 10;

/// How much may wait in the socket's own buffer before the link breaks.
const WRITE_BUFFER_MAX: usize = 1 << 20;

/// The longest `instanceid`: the SDK sends 32 digits.
const INSTANCE_ID_MAX: usize = 128;

/// The parameters of the address that decide something. The SDK sends more.
#[derive(Debug, Deserialize)]
pub(crate) struct Address {
    sdkappid: Option<String>,
    instanceid: Option<String>,
}

pub(crate) async fn upgrade(
    State(emulator): State<Arc<Emulator>>,
    Extension(Peer(source)): Extension<Peer>,
    Extension(place): Extension<Place>,
    Query(Address { sdkappid, instanceid }): Query<Address>,
    upgrade: WebSocketUpgrade,
) -> Result<Response<Body>, Problem> {
    let sdk_app_id = sdkappid.as_deref().and_then(|text| text.parse::<u32>().ok());
    let sdk_app_id = sdk_app_id.and_then(|number| SdkAppId::new(number).ok());
    let sdk_app_id = sdk_app_id.ok_or_else(|| Problem::bad_request("the address needs sdkappid, a number from 1"))?;
    let instance_id = instanceid.filter(|text| !text.is_empty() && text.len() <= INSTANCE_ID_MAX);
    let instance_id = instance_id.ok_or_else(|| {
        Problem::bad_request(format!("the address needs instanceid, of at most {INSTANCE_ID_MAX} characters"))
    })?;
    let upgrade = upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_write_buffer_size(WRITE_BUFFER_MAX)
        .max_message_size(FRAME_MAX)
        .max_frame_size(FRAME_MAX);
    Ok(upgrade.on_upgrade(async move |socket| {
        socket::serve(socket, emulator, sdk_app_id, instance_id, source).await;
        drop(place);
    }))
}
