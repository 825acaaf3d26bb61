//! Finds an account by its user, without ever taking long.

use std::hash::BuildHasher as _;
use std::hash::RandomState;

use hashbrown::HashTable;
use usersig::UserId;

/// A hash table that grows in small steps (linear hashing).
///
/// One large table copies all its entries when it grows, which takes 50 ms among a million. This one consists of many
/// small tables. When they are full on average, one of them is split in two, which takes some microseconds.
///
/// It holds the numbers of accounts. The caller's functions find the user of a number, so a user is stored only once.
#[derive(Debug)]
pub(in crate::service) struct Index {
    hasher: RandomState,
    tables: Vec<HashTable<u32>>,
    len: usize,
}

/// The average number of entries per table above which a table is split.
const SPLIT_ABOVE: usize = 256;
/// The average number of entries per table below which two tables are merged.
const MERGE_BELOW: usize = 64;

impl Default for Index {
    fn default() -> Self {
        Self { hasher: RandomState::new(), tables: vec![HashTable::new()], len: 0 }
    }
}

impl Index {
    pub(in crate::service) const fn len(&self) -> usize {
        self.len
    }

    pub(in crate::service) fn find(&self, user_id: &UserId, is_it: impl FnMut(&u32) -> bool) -> Option<u32> {
        let hash = self.hasher.hash_one(user_id);
        self.tables[self.table_of(hash)].find(hash, is_it).copied()
    }

    /// Adds a number that is not there yet.
    pub(in crate::service) fn insert<'a>(
        &mut self,
        user_id: &UserId,
        number: u32,
        user_of: impl Fn(u32) -> &'a UserId,
    ) {
        let hash = self.hasher.hash_one(user_id);
        let (table, hasher) = (self.table_of(hash), &self.hasher);
        self.tables[table].insert_unique(hash, number, |number| hasher.hash_one(user_of(*number)));
        self.len += 1;
        if self.len > self.tables.len() * SPLIT_ABOVE {
            self.split(user_of);
        }
    }

    pub(in crate::service) fn remove<'a>(
        &mut self,
        user_id: &UserId,
        number: u32,
        user_of: impl Fn(u32) -> &'a UserId,
    ) {
        let hash = self.hasher.hash_one(user_id);
        let table = self.table_of(hash);
        if let Ok(entry) = self.tables[table].find_entry(hash, |found| *found == number) {
            entry.remove();
            self.len -= 1;
        }
        if self.tables.len() > 1 && self.len < self.tables.len() * MERGE_BELOW {
            self.merge(user_of);
        }
        if self.len == 0 {
            self.tables = vec![HashTable::new()];
        }
    }

    /// Bits 32 to 56 select the table. A table uses the bits below and above for itself.
    fn table_of(&self, hash: u64) -> usize {
        let count = self.tables.len();
        let all = count.next_power_of_two() - 1;
        let selected = usize::try_from(hash >> 32 & 0x00ff_ffff).unwrap_or(0) & all;
        if selected < count { selected } else { selected & (all >> 1) }
    }

    fn split<'a>(&mut self, user_of: impl Fn(u32) -> &'a UserId) {
        let new = self.tables.len();
        self.tables.push(HashTable::new());
        let source = partner(new);
        let entries: Vec<u32> = self.tables[source].drain().collect();
        self.refill(source, entries, user_of);
    }

    fn merge<'a>(&mut self, user_of: impl Fn(u32) -> &'a UserId) {
        let Some(mut last) = self.tables.pop() else { return };
        let entries: Vec<u32> = last.drain().collect();
        let target = partner(self.tables.len());
        self.refill(target, entries, user_of);
    }

    fn refill<'a>(&mut self, emptied: usize, entries: Vec<u32>, user_of: impl Fn(u32) -> &'a UserId) {
        for number in entries {
            let hash = self.hasher.hash_one(user_of(number));
            let (table, hasher) = (self.table_of(hash), &self.hasher);
            self.tables[table].insert_unique(hash, number, |number| hasher.hash_one(user_of(*number)));
        }
        let hasher = &self.hasher;
        self.tables[emptied].shrink_to_fit(|number| hasher.hash_one(user_of(*number)));
    }
}

/// The table from which table `new` was split: the same number without its highest bit.
const fn partner(new: usize) -> usize {
    new & !(1 << new.ilog2())
}

#[cfg(test)]
mod tests {
    use usersig::UserId;

    use super::Index;

    #[test]
    fn every_entry_is_found_while_the_index_grows_and_shrinks() {
        let users: Vec<UserId> = (0..3000).map(|n| UserId::new(&format!("user{n}")).unwrap()).collect();
        let user_of = |number: u32| &users[number as usize];
        let mut index = Index::default();
        let is_complete = |index: &Index, numbers: std::ops::Range<u32>| {
            let found = |n: &u32| index.find(user_of(*n), |found| found == n) == Some(*n);
            assert!(numbers.clone().all(|n| found(&n)) && index.len() == numbers.len());
        };
        for number in 0..3000 {
            index.insert(user_of(number), number, user_of);
            if number % 97 == 0 {
                is_complete(&index, 0..number + 1);
            }
        }
        assert!(index.tables.len() > 10);
        for number in (1..3000).rev() {
            index.remove(user_of(number), number, user_of);
            if number % 97 == 0 {
                is_complete(&index, 0..number);
            }
        }
        assert_eq!(index.tables.len(), 1);
        assert_eq!(index.find(user_of(5), |_| true), None);
    }
}
