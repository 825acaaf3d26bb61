//! The empty answers that the SDK needs to become ready.

use serde_json::{Map, Value, json};

/// The members that the answer to a command adds, or nothing if the emulator does not know the command.
///
/// Without `StartIndex` and `CompleteFlag` the SDK asks again at full speed forever.
pub(crate) fn of(command: &str, request: &Map<String, Value>) -> Option<Map<String, Value>> {
    let members = match command {
        "sns.black_list_get" => json!({ "BlackListItem": [], "StartIndex": 0, "CurruentSequence": 0 }),
        "recentcontact.page_get" => json!({
            "CompleteFlag": 1, "SessionItem": [], "TimeStamp": 0, "StartIndex": 0, "TopTimeStamp": 0, "TopStartIndex": 0,
        }),
        "group_open_http_svc.get_joined_group_list" | "million_group_open_http_svc.get_joined_group_list" => {
            json!({ "TotalCount": 0, "GroupIdList": [] })
        }
        "openim.getmsg" => json!({ "SyncFlag": 2, "MsgList": [], "Cookie": "" }),
        "sns.friend_get" => json!({
            "UserDataItem": [], "StandardSequence": 0, "CustomSequence": 0, "FriendNum": 0, "CompleteFlag": 1,
            "NextStartIndex": 0,
        }),
        // No feature is bought, which holds for a day.
        "im_sdk_config_mgr.fetch_imsdk_purchase_bitsv2" => json!({
            "int32_error_code": 0, "str_error_message": "", "str_purchase_bits": "0", "uint32_expired_time": 86_400,
        }),
        // No message has been read, so there is one time for each user of the request.
        "openim.get_peer_read_time" => {
            let users = request.get("To_Account").and_then(Value::as_array).map_or(0, Vec::len);
            json!({ "ReadTime": vec![0; users] })
        }
        "profile.portrait_get_all"
        | "recentcontact.get_contact_group"
        | "recentcontact.search_contact_group"
        | "sns.group_get"
        | "sns.pendency_get"
        | "im_sdk_config_mgr.fetch_config"
        | "imopenstat.tim_web_report_v2"
        | "openim.authkey"
        | "openim.get_c2c_peer_mute_notifications" => json!({}),
        _ => return None,
    };
    match members {
        Value::Object(members) => Some(members),
        _ => None,
    }
}
