//! An account is created.

use usersig::UserId;

use crate::service::device::AccountKey;
use crate::service::logged_in::Registration;
use crate::service::login_refused::LoginRefused;
use crate::service::registry::Registry;
use crate::unix_millis::UnixMillis;

impl Registry {
    /// Counts a login and creates the account if there is none.
    pub(in crate::service) fn register(
        &mut self,
        user_id: &UserId,
        now: UnixMillis,
    ) -> Result<(AccountKey, Registration), LoginRefused> {
        let known = self.accounts.find(user_id);
        let days = match known.and_then(|key| self.account(key)) {
            Some(account) => account.days,
            None => self.deleted_users.days_of(user_id),
        };
        let days = self.usage.count_login(known.is_none(), days, &self.settings, &mut self.month, now)?;
        let Some(key) = known else {
            let key = self.insert_counted(*user_id)?;
            self.update(key, |account| account.days = days);
            return Ok((key, Registration::New));
        };
        self.update(key, |account| account.days = days);
        Ok((key, Registration::Known))
    }

    /// Adds an account that is counted already.
    pub(in crate::service) fn insert_counted(&mut self, user_id: UserId) -> Result<AccountKey, LoginRefused> {
        let days = self.deleted_users.take(&user_id);
        self.journal.deleted.remove(&user_id);
        let key = self.accounts.insert(user_id, days);
        let Some(key) = key else {
            self.usage.remove_account();
            return Err(LoginRefused::AccountsExceeded { allowed: self.settings.accounts_allowed });
        };
        self.update(key, |_| ());
        Ok(key)
    }
}
