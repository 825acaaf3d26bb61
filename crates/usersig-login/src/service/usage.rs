//! The quotas of an app: accounts, and users a day and a month.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::service::active_days::ActiveDays;
#[cfg(feature = "serde")]
use crate::service::bounded;
use crate::service::login_refused::LoginRefused;
use crate::service::settings::AppSettings;
use crate::service::utc_offset::Month;
use crate::unix_millis::UnixMillis;

/// How many days and months are remembered. A clock that jumps to and fro must not make the lists grow.
const DAYS_KEPT: usize = 64;

/// The counters of one app. All shards of an app share them, so quotas are exact.
#[derive(Debug)]
pub(in crate::service) struct Usage {
    accounts: u32,
    days: BTreeMap<i32, u32>,
    /// By the first day of the month.
    months: BTreeMap<i32, u32>,
    /// The last month that was looked up, because the calendar is slower than a comparison.
    month: Month,
}

impl Default for Usage {
    fn default() -> Self {
        Self { accounts: 0, days: BTreeMap::new(), months: BTreeMap::new(), month: Month::of(0) }
    }
}

impl Usage {
    /// Counts a new account, if there is room for it.
    pub(in crate::service) fn add_account(&mut self, settings: &AppSettings) -> bool {
        let has_room = self.accounts < settings.accounts_allowed;
        self.accounts += u32::from(has_room);
        has_room
    }

    /// Counts an account of a snapshot. A limit that was lowered since removes no account.
    pub(in crate::service) fn restore_account(&mut self) {
        self.accounts = self.accounts.saturating_add(1);
    }

    pub(in crate::service) fn remove_account(&mut self) {
        self.accounts = self.accounts.saturating_sub(1);
    }

    /// Counts a login, of a new account or an old one, and returns the days to keep for the user. Nothing is counted if
    /// it exceeds a quota.
    pub(in crate::service) fn count_login(
        &mut self,
        is_new: bool,
        mut days: ActiveDays,
        settings: &AppSettings,
        now: UnixMillis,
    ) -> Result<ActiveDays, LoginRefused> {
        if is_new && self.accounts >= settings.accounts_allowed {
            return Err(LoginRefused::AccountsExceeded { allowed: settings.accounts_allowed });
        }
        let day = settings.utc_offset.day(now);
        let allowed = settings.daily_users_allowed;
        if !days.contains(day) && self.on_day(day) >= allowed {
            return Err(LoginRefused::DailyUsersExceeded { allowed });
        }
        self.accounts += u32::from(is_new);
        self.count_day(&mut days, day);
        Ok(days)
    }

    /// The counts of days and months, to be saved.
    pub(in crate::service) fn record(&self) -> UsageRecord {
        let list = |counts: &BTreeMap<i32, u32>| counts.iter().map(|(key, count)| (*key, *count)).collect();
        UsageRecord { days: list(&self.days), months: list(&self.months) }
    }

    /// Takes over saved counts.
    pub(in crate::service) fn restore(&mut self, record: &UsageRecord) {
        self.days = record.days.iter().copied().collect();
        self.months = record.months.iter().copied().collect();
    }

    /// Whether every user of `users` is counted on each of their days.
    pub(in crate::service) fn covers(&self, users: impl Iterator<Item = ActiveDays>) -> bool {
        let mut least: BTreeMap<i32, u32> = BTreeMap::new();
        for day in users.flat_map(ActiveDays::days) {
            *least.entry(day).or_insert(0) += 1;
        }
        let is_forgotten = |day: i32| {
            self.days.len() == DAYS_KEPT && self.days.first_key_value().is_some_and(|(first, _)| day < *first)
        };
        least.iter().all(|(day, count)| self.on_day(*day) >= *count || is_forgotten(*day))
    }

    fn count_day(&mut self, days: &mut ActiveDays, day: i32) {
        if days.contains(day) {
            return;
        }
        let month = self.month_of(day);
        if !days.contains_any(month.first, month.last) {
            increment(&mut self.months, month.first);
        }
        increment(&mut self.days, day);
        days.add(day);
    }

    pub(in crate::service) fn on_day(&self, day: i32) -> u32 {
        self.days.get(&day).copied().unwrap_or(0)
    }

    pub(in crate::service) fn in_month_of(&self, day: i32) -> u32 {
        self.months.get(&Month::of(day).first).copied().unwrap_or(0)
    }

    fn month_of(&mut self, day: i32) -> Month {
        if !(self.month.first..=self.month.last).contains(&day) {
            self.month = Month::of(day);
        }
        self.month
    }
}

fn increment(counts: &mut BTreeMap<i32, u32>, key: i32) {
    let count = counts.entry(key).or_insert(0);
    *count = count.saturating_add(1);
    if counts.len() > DAYS_KEPT {
        counts.pop_first();
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

/// The counters, to be shared by the shards of an app.
#[derive(Clone, Debug, Default)]
pub(in crate::service) struct SharedUsage(Arc<Mutex<Usage>>);

impl SharedUsage {
    /// Each use is one short step, so a thread that panicked has left no half-done one.
    pub(in crate::service) fn lock(&self) -> MutexGuard<'_, Usage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
