//! What an app's server does with its accounts.

use usersig::{UnixTime, UserId};

use crate::service::account_refused::AccountRefused;
use crate::service::device::SessionId;
use crate::service::happening::{Happening, PUT_OUT};
use crate::service::registry::Registry;
use crate::service::registry::link::state_change;
use crate::service::session::State;
use crate::service::settings::Deletion;

/// How many accounts one call can name (REST documents of import, check and delete).
pub const BATCH: usize = 100;

impl Registry {
    /// `account_import`: makes an account; one that is there stays as it is.
    ///
    /// # Errors
    /// When the app has as many as it may have.
    pub fn import(&mut self, user_id: &UserId) -> Result<(), AccountRefused> {
        let allowed = self.settings.accounts_allowed;
        if self.has_account(user_id) {
            return Ok(());
        }
        self.add_account(*user_id).map(drop).ok_or(AccountRefused::AccountsExceeded { allowed })
    }

    /// `multiaccount_import`: the ones that could not be made, which is `FailAccounts`.
    ///
    /// # Errors
    /// When there are none, or more than [`BATCH`].
    pub fn import_many(&mut self, user_ids: &[UserId]) -> Result<Vec<UserId>, AccountRefused> {
        is_batch(user_ids.len())?;
        Ok(user_ids.iter().filter(|user_id| self.import(user_id).is_err()).copied().collect())
    }

    /// `account_check`, of one account: whether it is `Imported`, by a call or by its first login.
    #[must_use]
    pub fn has_account(&self, user_id: &UserId) -> bool {
        self.accounts.number(user_id).is_some()
    }

    /// `account_check`, of many.
    ///
    /// # Errors
    /// When there are none, or more than [`BATCH`].
    pub fn check(&self, user_ids: &[UserId]) -> Result<Vec<(UserId, bool)>, AccountRefused> {
        is_batch(user_ids.len())?;
        Ok(user_ids.iter().map(|user_id| (*user_id, self.has_account(user_id))).collect())
    }

    /// How many accounts there are.
    #[must_use]
    pub fn accounts(&self) -> usize {
        self.accounts.len()
    }

    /// `account_delete`, of one account: its devices are put out, and nothing of it is kept, neither a kick nor a block.
    /// Its next login registers it again, and counts no user who is counted already.
    ///
    /// # Errors
    /// When there is no such account, or it cannot be deleted.
    pub fn delete(&mut self, user_id: &UserId, now: UnixTime) -> Result<Vec<Happening>, AccountRefused> {
        if self.settings.deletion == Deletion::Refused {
            return Err(AccountRefused::DeletionRefused);
        }
        let happenings = self.put_all_out(user_id, now)?;
        if let Some(account) = self.accounts.remove(user_id) {
            self.active_users.keep(*user_id, account.last_login);
        }
        Ok(happenings)
    }

    /// `account_delete`, of many: each with its own answer.
    ///
    /// # Errors
    /// When there are none, or more than [`BATCH`].
    pub fn delete_many(&mut self, user_ids: &[UserId], now: UnixTime) -> Result<Vec<Deleted>, AccountRefused> {
        is_batch(user_ids.len())?;
        Ok(user_ids.iter().map(|user_id| (*user_id, self.delete(user_id, now))).collect())
    }

    /// `kick`: no ticket issued at or before `now` is good any more, and every device is put out (REST document; that
    /// the same second counts as before is a choice, for nobody can tell which came first).
    ///
    /// # Errors
    /// When there is no such account.
    pub fn kick_account(&mut self, user_id: &UserId, now: UnixTime) -> Result<Vec<Happening>, AccountRefused> {
        let account = self.accounts.find_mut(user_id).ok_or(AccountRefused::NoAccount)?;
        account.valid_after = account.valid_after.max(Some(now));
        self.put_all_out(user_id, now)
    }

    /// Only tickets issued after this let the account in.
    #[must_use]
    pub fn valid_after(&self, user_id: &UserId) -> Option<UnixTime> {
        self.accounts.find(user_id)?.valid_after
    }

    /// Blocks an account: its logins are 70051 from now on (error code page). That its devices are put out at once is
    /// a choice.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn block(&mut self, user_id: &UserId, now: UnixTime) -> Result<Vec<Happening>, AccountRefused> {
        self.accounts.find_mut(user_id).ok_or(AccountRefused::NoAccount)?.is_blocked = true;
        self.put_all_out(user_id, now)
    }

    /// Unblocks an account.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn unblock(&mut self, user_id: &UserId) -> Result<(), AccountRefused> {
        self.accounts.find_mut(user_id).ok_or(AccountRefused::NoAccount)?.is_blocked = false;
        Ok(())
    }

    fn put_all_out(&mut self, user_id: &UserId, now: UnixTime) -> Result<Vec<Happening>, AccountRefused> {
        let number = self.accounts.number(user_id).ok_or(AccountRefused::NoAccount)?;
        let sessions = self.accounts.at(number).map(|account| account.sessions().to_vec()).unwrap_or_default();
        let mut happenings = Vec::new();
        for session in sessions {
            let id = SessionId { serial: session.serial, account: number };
            if let Some(connection) = self.connected(id) {
                // Who has heard that the ticket has run out is logged out already.
                if session.state == State::Online {
                    happenings.push(Happening::KickedOffline(connection));
                }
                happenings.push(Happening::StateChanged(state_change(connection, PUT_OUT, now)));
            }
            self.leave(id);
        }
        Ok(happenings)
    }
}

/// An account and what its deletion brought about.
pub type Deleted = (UserId, Result<Vec<Happening>, AccountRefused>);

const fn is_batch(count: usize) -> Result<(), AccountRefused> {
    if count == 0 || count > BATCH { Err(AccountRefused::Count { count, allowed: BATCH }) } else { Ok(()) }
}
