//! Counts refused tickets.

use usersig::UserId;

use crate::model::state::{Model, Refused};

impl Model {
    pub(crate) fn is_limited(&self, key: (UserId, u8), now: u64) -> bool {
        let until = self.refused.iter().find(|refused| refused.key == key).and_then(|refused| refused.limited_until);
        until.is_some_and(|until| now < until && until - now <= 60)
    }

    /// Whether the answer is 70050.
    pub(crate) fn count_refusal(&mut self, key: (UserId, u8), now: u64) -> bool {
        let is_limited = self.is_limited(key, now);
        let known = self.refused.iter().position(|refused| refused.key == key);
        let fresh = Refused { key, began: now, count: 0, limited_until: None };
        let mut refused = known.map_or(fresh, |position| self.refused.remove(position));
        if !is_limited {
            let is_old = refused.limited_until.is_some() || now < refused.began || now >= refused.began + 60;
            if is_old {
                refused = Refused { key, began: now, count: 0, limited_until: None };
            }
            refused.count += 1;
            if refused.count >= self.settings.refusal_limit.allowed {
                refused.limited_until = Some(now + 60);
            }
        }
        self.refused.push(refused);
        while self.refused.len() > self.settings.refusal_limit.keys {
            self.refused.remove(0);
        }
        is_limited
    }
}
