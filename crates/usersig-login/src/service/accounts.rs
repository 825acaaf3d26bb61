//! The accounts of one app, found by user or by number.

use std::collections::HashMap;

use usersig::UserId;

use crate::service::account::Account;
use crate::service::active_users::Date;

/// An account keeps its number as long as it lives. Nothing ever walks over them.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    numbers: HashMap<UserId, u32>,
    slots: Vec<Option<Account>>,
    free: Vec<u32>,
}

impl Accounts {
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    pub(super) fn number(&self, user_id: &UserId) -> Option<u32> {
        self.numbers.get(user_id).copied()
    }

    pub(super) fn find(&self, user_id: &UserId) -> Option<&Account> {
        self.at(self.number(user_id)?)
    }

    pub(super) fn find_mut(&mut self, user_id: &UserId) -> Option<&mut Account> {
        self.at_mut(self.number(user_id)?)
    }

    pub(super) fn at(&self, number: u32) -> Option<&Account> {
        self.slots.get(usize::try_from(number).ok()?)?.as_ref()
    }

    pub(super) fn at_mut(&mut self, number: u32) -> Option<&mut Account> {
        self.slots.get_mut(usize::try_from(number).ok()?)?.as_mut()
    }

    /// Adds a user who is not there yet. Nothing when there are as many as there are numbers.
    pub(super) fn insert(&mut self, user_id: UserId, last_login: Date) -> Option<u32> {
        let number = match self.free.pop() {
            Some(number) => number,
            None => u32::try_from(self.slots.len()).ok()?,
        };
        let account = Some(Account::new(user_id, last_login));
        match usize::try_from(number).ok().and_then(|at| self.slots.get_mut(at)) {
            Some(slot) => *slot = account,
            None => self.slots.push(account),
        }
        self.numbers.insert(user_id, number);
        Some(number)
    }

    pub(super) fn remove(&mut self, user_id: &UserId) -> Option<Account> {
        let number = self.numbers.remove(user_id)?;
        self.free.push(number);
        self.slots.get_mut(usize::try_from(number).ok()?)?.take()
    }
}

#[cfg(test)]
mod tests {
    use usersig::UserId;

    use super::{Accounts, Date};

    #[test]
    fn the_number_of_a_deleted_account_is_given_to_another() {
        let mut accounts = Accounts::default();
        for name in 0..100 {
            let user_id = UserId::new(&format!("user{name}")).unwrap();
            assert_eq!(accounts.insert(user_id, Date::NEVER), Some(0));
            assert!(accounts.remove(&user_id).is_some() && accounts.remove(&user_id).is_none());
        }
        assert_eq!((accounts.len(), accounts.slots.len()), (0, 1));
    }
}
