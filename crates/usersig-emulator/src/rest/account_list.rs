//! The accounts of `multiaccount_import`.

use serde_json::{Map, Value};
use usersig::UserId;
use usersig_login::service::{AccountRefused, Registry};

use crate::journal::log::shortened;
use crate::rest::members;
use crate::rest::refusal::Refusal;

/// The names that are UserIDs, and the others.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct AccountList {
    pub(super) user_ids: Vec<UserId>,
    pub(super) failed: Vec<String>,
}

impl AccountList {
    /// Reads `Accounts`, a list of texts, or `AccountList`, a list of objects that newer clients send.
    pub(super) fn read(body: &Map<String, Value>) -> Result<Self, Refusal> {
        let list = body.get("Accounts").or_else(|| body.get("AccountList")).and_then(Value::as_array);
        let list = list.ok_or_else(|| members::no_list("Accounts"))?;
        let (count, allowed) = (list.len(), Registry::MAX_ACCOUNTS_PER_CALL);
        if count == 0 || count > allowed {
            return Err(AccountRefused::Count { count, allowed }.into());
        }
        let mut read = Self::default();
        for item in list {
            let text = item.as_str().or_else(|| item.get("UserID")?.as_str());
            let text = text.ok_or_else(|| members::no_list("Accounts"))?;
            match UserId::new(text) {
                Ok(user_id) => read.user_ids.push(user_id),
                Err(_) => read.failed.push(shortened(text)),
            }
        }
        Ok(read)
    }
}
