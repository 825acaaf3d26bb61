//! The accounts of one app, found by user or by key.

use std::collections::BTreeSet;

use slab::Slab;
use usersig::UserId;

use crate::service::accounts::account::Account;
use crate::service::accounts::index::Index;
use crate::service::active_days::ActiveDays;
use crate::service::device::AccountKey;

/// How many accounts one block holds. A growing block copies its accounts, which must not take long.
const BLOCK: usize = 512;

/// An account keeps its key as long as it exists. No call walks over all accounts.
#[derive(Debug, Default)]
pub(in crate::service) struct Accounts {
    index: Index,
    blocks: Vec<Slab<Account>>,
    /// The blocks that have room.
    roomy: BTreeSet<usize>,
}

impl Accounts {
    pub(in crate::service) const fn len(&self) -> usize {
        self.index.len()
    }

    pub(in crate::service) fn find(&self, user_id: &UserId) -> Option<AccountKey> {
        let is_it = |number: &u32| self.get(AccountKey(*number)).is_some_and(|account| account.user_id == *user_id);
        self.index.find(user_id, is_it).map(AccountKey)
    }

    pub(in crate::service) fn get(&self, key: AccountKey) -> Option<&Account> {
        let (block, slot) = place(key);
        self.blocks.get(block)?.get(slot)
    }

    pub(in crate::service) fn get_mut(&mut self, key: AccountKey) -> Option<&mut Account> {
        let (block, slot) = place(key);
        self.blocks.get_mut(block)?.get_mut(slot)
    }

    /// Adds a user who has no account yet. `None` if all keys are in use.
    pub(in crate::service) fn insert(&mut self, user_id: UserId, days: ActiveDays) -> Option<AccountKey> {
        let block = match self.roomy.first() {
            Some(block) => *block,
            None => self.add_block()?,
        };
        let slot = self.blocks[block].insert(Account::new(user_id, days));
        if self.blocks[block].len() == BLOCK {
            self.roomy.remove(&block);
        }
        let number = u32::try_from(block * BLOCK + slot).ok()?;
        self.index.insert(&user_id, number, user_of(&self.blocks));
        Some(AccountKey(number))
    }

    pub(in crate::service) fn remove(&mut self, key: AccountKey) -> Option<Account> {
        let user_id = self.get(key)?.user_id;
        self.index.remove(&user_id, key.0, user_of(&self.blocks));
        let (block, slot) = place(key);
        let account = self.blocks[block].try_remove(slot)?;
        self.roomy.insert(block);
        if self.blocks[block].is_empty() {
            self.give_back(block);
        }
        Some(account)
    }

    /// The accounts from a key on, in the order of their keys. An empty place yields `None`.
    pub(in crate::service) fn places_from(
        &self,
        first: AccountKey,
    ) -> impl Iterator<Item = (AccountKey, Option<&Account>)> {
        let end = self.blocks.len() * BLOCK;
        let numbers = first.0..u32::try_from(end).unwrap_or(u32::MAX);
        numbers.map(|number| (AccountKey(number), self.get(AccountKey(number))))
    }

    pub(in crate::service) fn iter(&self) -> impl Iterator<Item = (AccountKey, &Account)> {
        self.places_from(AccountKey(0)).filter_map(|(key, account)| Some((key, account?)))
    }

    /// `None` if the keys of a further block would not fit 32 bits.
    fn add_block(&mut self) -> Option<usize> {
        u32::try_from((self.blocks.len() + 1) * BLOCK).ok()?;
        self.blocks.push(Slab::new());
        self.roomy.insert(self.blocks.len() - 1);
        Some(self.blocks.len() - 1)
    }

    /// Returns the memory of empty blocks.
    fn give_back(&mut self, emptied: usize) {
        self.blocks[emptied] = Slab::new();
        while self.blocks.last().is_some_and(Slab::is_empty) {
            self.blocks.pop();
            self.roomy.remove(&self.blocks.len());
        }
        if self.blocks.is_empty() {
            *self = Self::default();
        }
    }
}

const fn place(key: AccountKey) -> (usize, usize) {
    let number = key.0 as usize;
    (number / BLOCK, number % BLOCK)
}

fn user_of<'a>(blocks: &'a [Slab<Account>]) -> impl Fn(u32) -> &'a UserId {
    |number| {
        let (block, slot) = place(AccountKey(number));
        &blocks[block].get(slot).expect("the index holds only keys of accounts").user_id
    }
}

#[cfg(test)]
mod tests {
    use usersig::UserId;

    use super::{Accounts, ActiveDays, BLOCK};

    fn user(number: usize) -> UserId {
        UserId::new(&format!("user{number}")).unwrap()
    }

    #[test]
    fn the_key_of_a_deleted_account_is_used_again() {
        let mut accounts = Accounts::default();
        for number in 0..100 {
            let key = accounts.insert(user(number), ActiveDays::NEVER).unwrap();
            assert_eq!(key.0, 0);
            assert!(accounts.remove(key).is_some() && accounts.remove(key).is_none());
        }
        assert_eq!((accounts.len(), accounts.blocks.len()), (0, 0));
    }

    #[test]
    fn accounts_in_several_blocks_are_found_and_empty_blocks_are_given_back() {
        let mut accounts = Accounts::default();
        let keys: Vec<_> = (0..=3 * BLOCK).map(|n| accounts.insert(user(n), ActiveDays::NEVER).unwrap()).collect();
        assert_eq!(accounts.blocks.len(), 4);
        for (number, key) in keys.iter().enumerate() {
            assert_eq!(accounts.find(&user(number)), Some(*key));
        }
        for key in &keys[BLOCK..] {
            accounts.remove(*key).unwrap();
        }
        assert_eq!((accounts.len(), accounts.blocks.len()), (BLOCK, 1));
        assert_eq!(accounts.find(&user(BLOCK)), None);
    }
}
