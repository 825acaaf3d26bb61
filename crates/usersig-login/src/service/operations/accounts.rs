//! The REST calls about accounts.

use usersig::UserId;

use crate::service::account_refused::AccountRefused;
use crate::service::operations::forced_logout::Notice;
use crate::service::registry::Registry;
use crate::service::service_event::ServiceEvent;
use crate::service::settings::Deletion;
use crate::unix_millis::UnixMillis;

impl Registry {
    /// How many accounts one call can name (REST documents of import, check and delete).
    pub const MAX_ACCOUNTS_PER_CALL: usize = 100;

    /// `account_import`: creates an account. An existing one stays as it is.
    ///
    /// # Errors
    /// If the app has as many as it may have.
    pub fn import(&mut self, user_id: &UserId) -> Result<(), AccountRefused> {
        let exceeded = AccountRefused::AccountsExceeded { allowed: self.settings.accounts_allowed };
        if self.has_account(user_id) {
            return Ok(());
        }
        if !self.usage.add_account(&self.settings) {
            return Err(exceeded);
        }
        self.insert_counted(*user_id).map(drop).map_err(|_| exceeded)
    }

    /// `multiaccount_import`: returns the users that could not be created, which is `FailAccounts`.
    ///
    /// # Errors
    /// If there are none, or more than [`MAX_ACCOUNTS_PER_CALL`](Self::MAX_ACCOUNTS_PER_CALL).
    pub fn import_many(&mut self, user_ids: &[UserId]) -> Result<Vec<UserId>, AccountRefused> {
        is_batch(user_ids.len())?;
        Ok(user_ids.iter().filter(|user_id| self.import(user_id).is_err()).copied().collect())
    }

    /// `account_check` of one account: whether it is `Imported`, by a call or by its first login.
    #[must_use]
    pub fn has_account(&self, user_id: &UserId) -> bool {
        self.accounts.find(user_id).is_some()
    }

    /// `account_check` of many.
    ///
    /// # Errors
    /// If there are none, or more than [`MAX_ACCOUNTS_PER_CALL`](Self::MAX_ACCOUNTS_PER_CALL).
    pub fn check(&self, user_ids: &[UserId]) -> Result<Vec<(UserId, bool)>, AccountRefused> {
        is_batch(user_ids.len())?;
        Ok(user_ids.iter().map(|user_id| (*user_id, self.has_account(user_id))).collect())
    }

    /// `account_delete` of one account. Its devices are logged out, and its kicks and its block are forgotten. The next
    /// login of the user registers it again and does not count the user twice.
    ///
    /// # Errors
    /// If there is no such account, or accounts of this app cannot be deleted.
    pub fn delete(&mut self, user_id: &UserId, now: UnixMillis) -> Result<Vec<ServiceEvent>, AccountRefused> {
        if self.settings.deletion == Deletion::Refused {
            return Err(AccountRefused::DeletionRefused);
        }
        let key = self.accounts.find(user_id).ok_or(AccountRefused::NoAccount)?;
        let events = self.end_all(key, Notice::KickedAndForgotten, now);
        self.kicks.remove(&key);
        if let Some(account) = self.accounts.remove(key) {
            self.usage.remove_account();
            self.deleted_users.keep(*user_id, account.days, self.settings.utc_offset.day(now));
            self.journal.note_deleted(*user_id);
        }
        Ok(events)
    }

    /// `account_delete` of many: each with its own answer.
    ///
    /// # Errors
    /// If there are none, or more than [`MAX_ACCOUNTS_PER_CALL`](Self::MAX_ACCOUNTS_PER_CALL).
    pub fn delete_many(&mut self, user_ids: &[UserId], now: UnixMillis) -> Result<Vec<Deleted>, AccountRefused> {
        is_batch(user_ids.len())?;
        Ok(user_ids.iter().map(|user_id| (*user_id, self.delete(user_id, now))).collect())
    }
}

/// An account and the events of its deletion.
pub type Deleted = (UserId, Result<Vec<ServiceEvent>, AccountRefused>);

const fn is_batch(count: usize) -> Result<(), AccountRefused> {
    let allowed = Registry::MAX_ACCOUNTS_PER_CALL;
    if count == 0 || count > allowed { Err(AccountRefused::Count { count, allowed }) } else { Ok(()) }
}
