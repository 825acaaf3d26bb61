//! Accounts are imported, checked, deleted and kicked.

use serde_json::{Map, Value, json};
use usersig::UserId;
use usersig_login::UnixMillis;
use usersig_login::service::{AccountRefused, Deletion};

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::rest::account_list::AccountList;
use crate::rest::members;
use crate::rest::refusal::Refusal;
use crate::words::cause::Cause;
use crate::words::forced_logout::ForcedLogout;

/// The members that an answer adds.
pub(super) type Added = Result<Map<String, Value>, Refusal>;

pub(super) fn import(app: &mut App, body: &Map<String, Value>) -> Added {
    app.registry.import(&members::user_id(body)?)?;
    Ok(Map::new())
}

/// Accounts whose names are not UserIDs fail like those above the quota.
pub(super) fn import_many(app: &mut App, body: &Map<String, Value>) -> Added {
    let AccountList { user_ids, mut failed } = AccountList::read(body)?;
    if !user_ids.is_empty() {
        failed.extend(app.registry.import_many(&user_ids)?.iter().map(UserId::to_string));
    }
    Ok(member("FailAccounts", json!(failed)))
}

pub(super) fn check(app: &App, body: &Map<String, Value>) -> Added {
    let checked = app.registry.check(&members::user_ids(body, "CheckItem")?)?;
    let item = |(user_id, exists): &(UserId, bool)| {
        let status = if *exists { "Imported" } else { "NotImported" };
        json!({ "UserID": user_id, "ResultCode": 0, "ResultInfo": "", "AccountStatus": status })
    };
    Ok(member("ResultItem", checked.iter().map(item).collect()))
}

pub(super) fn delete(app: &mut App, body: &Map<String, Value>, now: UnixMillis, effects: &mut Effects<'_>) -> Added {
    let user_ids = members::user_ids(body, "DeleteItem")?;
    if app.settings.service.deletion == Deletion::Refused {
        return Err(AccountRefused::DeletionRefused.into());
    }
    let mut items = Vec::new();
    for (user_id, deleted) in app.registry.delete_many(&user_ids, now)? {
        let (code, info) = match deleted {
            Ok(events) => {
                app.pass_on(events, Cause::Rest(ForcedLogout::Delete), now, effects);
                (0, String::new())
            }
            Err(refused) => (refused.code().number(), refused.to_string()),
        };
        items.push(json!({ "ResultCode": code, "ResultInfo": info, "UserID": user_id }));
    }
    Ok(member("ResultItem", items.into()))
}

/// Every ticket that was issued until now is no longer valid, and every device is logged out.
pub(super) fn kick(app: &mut App, body: &Map<String, Value>, now: UnixMillis, effects: &mut Effects<'_>) -> Added {
    let events = app.registry.kick_account(&members::user_id(body)?, now)?;
    app.pass_on(events, Cause::Rest(ForcedLogout::Kick), now, effects);
    Ok(Map::new())
}

pub(super) fn member(name: &str, value: Value) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value)])
}
