//! The quotas of an app: accounts, and users a day and a month.

mod tally;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::service::active_days::ActiveDays;
#[cfg(feature = "serde")]
use crate::service::bounded;
use crate::service::login_refused::LoginRefused;
use crate::service::settings::AppSettings;
use crate::service::usage::tally::{DAYS_KEPT, Tally};
use crate::service::utc_offset::Month;
use crate::unix_millis::UnixMillis;

/// The counters of one app. All shards of an app share them, so quotas are exact. Threads do not wait for each other here,
/// because a common lock would take most of the time that a second thread gains.
///
/// The numbers fill a cache line, so that a change of them does not slow down their neighbours.
#[derive(Debug, Default)]
#[repr(align(64))]
pub(in crate::service) struct Usage {
    accounts: AtomicU32,
    days: Tally,
    /// By the first day of the month.
    months: Tally,
}

impl Usage {
    /// Counts a new account, if there is room for it.
    pub(in crate::service) fn add_account(&self, settings: &AppSettings) -> bool {
        let add = |count: u32| (count < settings.accounts_allowed).then(|| count + 1);
        self.accounts.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add).is_ok()
    }

    /// Counts an account of a snapshot. A limit that was lowered since removes no account.
    pub(in crate::service) fn restore_account(&self) {
        let _ = self.accounts.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |count| count.checked_add(1));
    }

    pub(in crate::service) fn remove_account(&self) {
        let _ = self.accounts.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |count| count.checked_sub(1));
    }

    /// Counts a login, of a new account or an old one, and returns the days to keep for the user. Nothing is counted if
    /// it exceeds a quota. `month` is the month that was looked up last, because the calendar is slower than a comparison.
    pub(in crate::service) fn count_login(
        &self,
        is_new: bool,
        mut days: ActiveDays,
        settings: &AppSettings,
        month: &mut Month,
        now: UnixMillis,
    ) -> Result<ActiveDays, LoginRefused> {
        if is_new && !self.add_account(settings) {
            return Err(LoginRefused::AccountsExceeded { allowed: settings.accounts_allowed });
        }
        let (day, allowed) = (settings.utc_offset.day(now), settings.daily_users_allowed);
        if days.contains(day) {
            return Ok(days);
        }
        if !self.days.add(day, allowed) {
            if is_new {
                self.remove_account();
            }
            return Err(LoginRefused::DailyUsersExceeded { allowed });
        }
        if !(month.first..=month.last).contains(&day) {
            *month = Month::of(day);
        }
        if !days.contains_any(month.first, month.last) {
            self.months.add(month.first, u32::MAX);
        }
        days.add(day);
        Ok(days)
    }

    /// The counts of days and months, to be saved.
    pub(in crate::service) fn record(&self) -> UsageRecord {
        UsageRecord { days: self.days.list(), months: self.months.list() }
    }

    /// Takes over saved counts.
    pub(in crate::service) fn restore(&self, record: &UsageRecord) {
        self.days.restore(&record.days);
        self.months.restore(&record.months);
    }

    /// Whether every user of `users` is counted on each of their days.
    pub(in crate::service) fn covers(&self, users: impl Iterator<Item = ActiveDays>) -> bool {
        let mut least: BTreeMap<i32, u32> = BTreeMap::new();
        for day in users.flat_map(ActiveDays::days) {
            *least.entry(day).or_insert(0) += 1;
        }
        let counted = self.days.list();
        let is_forgotten =
            |day: i32| counted.len() == DAYS_KEPT && counted.first().is_some_and(|(first, _)| day < *first);
        least.iter().all(|(day, count)| self.on_day(*day) >= *count || is_forgotten(*day))
    }

    pub(in crate::service) fn on_day(&self, day: i32) -> u32 {
        self.days.get(day)
    }

    pub(in crate::service) fn in_month_of(&self, day: i32) -> u32 {
        self.months.get(Month::of(day).first)
    }
}

/// The counts of days and months in a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct UsageRecord {
    #[cfg_attr(feature = "serde", serde(deserialize_with = "bounded::list::<DAYS_KEPT, _, _>"))]
    days: Vec<(i32, u32)>,
    #[cfg_attr(feature = "serde", serde(deserialize_with = "bounded::list::<DAYS_KEPT, _, _>"))]
    months: Vec<(i32, u32)>,
}
