//! An account comes into being.

use usersig::{UnixTime, UserId};

use crate::service::active_users::Date;
use crate::service::logged_in::Registration;
use crate::service::login_refused::LoginRefused;
use crate::service::registry::Registry;

impl Registry {
    pub(super) fn register(&mut self, user_id: &UserId, now: UnixTime) -> Result<(u32, Registration), LoginRefused> {
        let known = self.accounts.number(user_id);
        let no_more = LoginRefused::AccountsExceeded { allowed: self.settings.accounts_allowed };
        if known.is_none() && self.is_full() {
            return Err(no_more);
        }
        let allowed = self.settings.daily_users_allowed;
        let last_login = self.last_login(known, user_id);
        if self.active_users.with_one_more(last_login, now).is_some_and(|users| users > allowed) {
            return Err(LoginRefused::DailyUsersExceeded { allowed });
        }
        match known {
            Some(number) => Ok((number, Registration::Known)),
            None => self.add_account(*user_id).map(|number| (number, Registration::New)).ok_or(no_more),
        }
    }

    fn is_full(&self) -> bool {
        self.accounts.len() >= usize::try_from(self.settings.accounts_allowed).unwrap_or(usize::MAX)
    }

    /// Nothing when there are as many as there may be.
    pub(super) fn add_account(&mut self, user_id: UserId) -> Option<u32> {
        if self.is_full() {
            return None;
        }
        let last_login = self.active_users.hand_over(&user_id);
        self.accounts.insert(user_id, last_login)
    }

    fn last_login(&self, known: Option<u32>, user_id: &UserId) -> Date {
        let account = known.and_then(|number| self.accounts.at(number));
        account.map_or_else(|| self.active_users.last_login_of_deleted(user_id), |account| account.last_login)
    }
}
