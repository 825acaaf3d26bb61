//! The members of a body that several commands have.

use serde_json::{Map, Value};
use usersig::{ErrorCode, UserId};

use crate::journal::log::shortened;
use crate::rest::refusal::Refusal;

/// The user of a body. Real clients send `UserID` or the older `Identifier`.
pub(super) fn user_id(body: &Map<String, Value>) -> Result<UserId, Refusal> {
    let member = body.get("UserID").or_else(|| body.get("Identifier"));
    let member = member
        .ok_or_else(|| Refusal::with_info(ErrorCode::SVR_ACCOUNT_INVALID_PARAMETERS, "the body has no UserID"))?;
    parsed(member)
}

/// The users of a list of objects with a `UserID`, such as `CheckItem`.
pub(super) fn user_ids(body: &Map<String, Value>, list: &str) -> Result<Vec<UserId>, Refusal> {
    let items = body.get(list).and_then(Value::as_array).ok_or_else(|| no_list(list))?;
    let item = |item: &Value| match item {
        Value::Object(item) => user_id(item),
        _ => Err(no_list(list)),
    };
    items.iter().map(item).collect()
}

pub(super) fn no_list(list: &str) -> Refusal {
    let info = format!("the body has no list {list} of the documented form");
    Refusal::with_info(ErrorCode::SVR_ACCOUNT_INVALID_PARAMETERS, info)
}

/// A UserID that is a text.
pub(super) fn parsed(value: &Value) -> Result<UserId, Refusal> {
    let text = value.as_str().ok_or_else(|| Refusal::new(ErrorCode::SVR_COMM_INVALID_ID_FORMAT))?;
    UserId::new(text).map_err(|error| {
        let info = format!("{:?}: {error}", shortened(text));
        Refusal::with_info(ErrorCode::SVR_ACCOUNT_INVALID_PARAMETERS, info)
    })
}
