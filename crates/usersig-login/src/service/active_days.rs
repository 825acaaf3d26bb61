//! The days on which one user logged in.

/// The latest day of a login and the 31 days before it, as bits. Days are counted from 1970-01-01.
///
/// 32 days cover a month, so both the day and the month can be asked for, also after the clock was set back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(in crate::service) struct ActiveDays {
    latest: i32,
    /// Bit n stands for the day n days before the latest one.
    bits: u32,
}

impl ActiveDays {
    /// No login yet.
    pub(in crate::service) const NEVER: Self = Self { latest: i32::MIN, bits: 0 };

    pub(in crate::service) const fn is_never(self) -> bool {
        self.bits == 0
    }

    pub(in crate::service) const fn latest(self) -> i32 {
        self.latest
    }

    /// Whether the user was counted on this day. A day before the remembered ones counts as if.
    pub(in crate::service) fn contains(self, day: i32) -> bool {
        self.contains_any(day, day)
    }

    /// Whether the user was counted on any day from `first` to `last`. Days before the remembered ones count as if.
    pub(in crate::service) fn contains_any(self, first: i32, last: i32) -> bool {
        if self.is_never() || first > self.latest {
            return false;
        }
        let newest = i64::from(self.latest) - i64::from(last.min(self.latest));
        let oldest = i64::from(self.latest) - i64::from(first);
        newest >= 32 || (newest..=oldest.min(31)).any(|back| self.bits & (1 << back) != 0)
    }

    pub(in crate::service) fn add(&mut self, day: i32) {
        let ahead = i64::from(day) - i64::from(self.latest);
        if ahead > 0 {
            self.bits = u32::try_from(ahead).ok().and_then(|ahead| self.bits.checked_shl(ahead)).unwrap_or(0) | 1;
            self.latest = day;
        } else if ahead > -32 {
            self.bits |= 1 << -ahead;
        }
    }

    /// The days this user counts for, latest first.
    pub(in crate::service) fn days(self) -> impl Iterator<Item = i32> {
        (0..32).filter(move |back| self.bits & (1 << back) != 0).map(move |back| self.latest.saturating_sub(back))
    }

    /// Whether a saved value could have come from [`add`](Self::add).
    pub(in crate::service) const fn is_possible(self) -> bool {
        if self.bits == 0 { self.latest == i32::MIN } else { self.bits & 1 == 1 && self.latest > i32::MIN + 32 }
    }
}

#[cfg(test)]
mod tests {
    use super::ActiveDays;

    #[test]
    fn a_set_of_days_answers_like_a_list_of_days() {
        let mut days = ActiveDays::NEVER;
        let mut list: Vec<i32> = Vec::new();
        for step in [5, 1, -3, 0, 31, -31, 2, 40, -10, -31, 1, 32, 33] {
            let day = list.iter().max().copied().unwrap_or(100) + step;
            let newest = list.iter().max().copied().unwrap_or(i32::MIN).max(day);
            days.add(day);
            list.push(day);
            for day in newest - 31..=newest + 2 {
                assert_eq!(days.contains(day), list.contains(&day), "{day} in {list:?}");
            }
            let any = list.iter().any(|day| (newest - 20..=newest - 5).contains(day));
            assert_eq!(days.contains_any(newest - 20, newest - 5), any);
        }
    }

    #[test]
    fn the_ends_of_the_range_do_no_harm() {
        let mut days = ActiveDays::NEVER;
        assert!(!days.contains(i32::MAX) && days.days().next().is_none());
        days.add(i32::MAX);
        assert!(days.contains(i32::MAX) && days.contains_any(i32::MIN, i32::MAX));
        days.add(0);
        assert_eq!(days.days().collect::<Vec<_>>(), [i32::MAX]);
    }
}
