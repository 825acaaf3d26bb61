//! `query_online_status`.

use serde_json::{Map, Value};
use usersig::{ErrorCode, UserId};
use usersig_login::service::{Detail, InstanceIds, OnlineStatus};

use crate::app::app_state::App;
use crate::rest::accounts::Added;
use crate::rest::members;
use crate::rest::refusal::Refusal;

/// `To_Account` is missing or not a list of UserIDs (error code page).
const INVALID_TO_ACCOUNT: ErrorCode = ErrorCode::new(90_003);

/// The whole answer, with its own `ErrorCode`.
pub(super) fn query(app: &App, body: &Map<String, Value>) -> Added {
    let list = body.get("To_Account").and_then(Value::as_array);
    let list = list.ok_or_else(|| Refusal::with_info(INVALID_TO_ACCOUNT, "the body has no list To_Account"))?;
    let user_id =
        |value: &Value| members::parsed(value).map_err(|refusal| Refusal::with_info(INVALID_TO_ACCOUNT, refusal.info));
    let user_ids = list.iter().map(user_id).collect::<Result<Vec<UserId>, _>>()?;
    let answers = app.registry.query(&user_ids)?;
    let is_set = |member: &str| body.get(member).and_then(Value::as_u64) == Some(1);
    let detail = if is_set("IsNeedDetail") { Detail::Needed } else { Detail::NotNeeded };
    let ids = if is_set("IsReturnInstid") { InstanceIds::Returned } else { InstanceIds::NotReturned };
    match serde_json::to_value(OnlineStatus::new(&answers, detail, ids)) {
        Ok(Value::Object(answer)) => Ok(answer),
        _ => Err(Refusal::new(ErrorCode::INTERNAL_ERROR)),
    }
}
