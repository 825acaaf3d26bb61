//! Frames that the emulator sends without a request.

use serde_json::{Value, json};
use usersig::SdkAppId;
use usersig_login::UnixMillis;

use crate::words::kick_type::KickType;

/// Tells a page that it was kicked.
pub(crate) fn force_offline(sdk_app_id: SdkAppId, by: KickType, now: UnixMillis) -> Vec<u8> {
    let notice = json!({ "KickoutMsgNotify": { "KickType": by.number(), "NewInstInfo": {} } });
    let event = json!({ "Event": 10, "C2cNotifyMsgArray": [notice] });
    let body = json!({ "NeedAck": 0, "EventArray": [event] });
    frame("im_open_status.stat_forceoffline", sdk_app_id, now, &body)
}

/// Relays a message.
pub(crate) fn message(sdk_app_id: SdkAppId, message: &Value, now: UnixMillis) -> Vec<u8> {
    let event = json!({ "Event": 1, "C2cMsgArray": [message] });
    let body = json!({ "NeedAck": 0, "EventArray": [event], "C2cMsgArray": [message] });
    frame("im_open_push.msg_push", sdk_app_id, now, &body)
}

fn frame(command: &str, sdk_app_id: SdkAppId, now: UnixMillis, body: &Value) -> Vec<u8> {
    let head = json!({
        "ver": "v4", "servcmd": command, "seq": 0, "sdkappid": sdk_app_id.number(), "contenttype": "json",
        "reqtime": now.second().as_secs(),
    });
    json!({ "head": head, "body": body }).to_string().into_bytes()
}
