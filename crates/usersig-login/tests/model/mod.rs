//! The service again, slow and obvious, from the documents: lists that are searched from end to end, nothing kept that
//! can be worked out.
#![allow(dead_code, reason = "each test uses a part of it")]

use usersig::{UnixTime, UserId, VerifiedClaims};
use usersig_login::{
    AppSettings, Change, Device, ExpiryNotice, Hears, KICKED_AWAY_KEPT, KickedWhileAway, MultiDevicePolicy, Platform,
    Status,
};

/// A session, by the number of its login.
pub(crate) type Label = usize;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Away { since: u64 },
    KickedAway { since: u64 },
    Online { heard: u64 },
    TicketOver { heard: u64 },
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) label: Label,
    pub(crate) device: Device,
    pub(crate) place: Place,
    pub(crate) expires_at: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct ModelAccount {
    pub(crate) user_id: UserId,
    pub(crate) valid_after: Option<u64>,
    pub(crate) is_blocked: bool,
    /// In the order of their logins.
    pub(crate) entries: Vec<Entry>,
}

/// What happened, without the service's own names for sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Told {
    Changed(UserId, Platform, &'static str),
    Expired(Label),
    Kicked(Label),
}

/// Who goes, and when it hears of it.
pub(crate) type Kicked = Vec<(Label, Hears)>;

#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) key: (UserId, u8),
    pub(crate) began: u64,
    pub(crate) count: u32,
    pub(crate) limited_until: Option<u64>,
}

#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) settings: AppSettings,
    /// Seconds east of Greenwich.
    pub(crate) offset: i64,
    pub(crate) accounts: Vec<ModelAccount>,
    /// The most recently refused last.
    pub(crate) refused: Vec<Refused>,
    /// Who has logged in on the latest day there was a login on, and in the latest month.
    pub(crate) day: (i64, Vec<UserId>),
    pub(crate) month: (i64, Vec<UserId>),
    pub(crate) labels: usize,
}

const SILENCE: u64 = 400;
const SEVEN_DAYS: u64 = 7 * 24 * 60 * 60;

impl Model {
    pub(crate) fn new(settings: AppSettings, offset: i64) -> Self {
        let (day, month) = ((i64::MIN, Vec::new()), (i64::MIN, Vec::new()));
        Self { settings, offset, accounts: Vec::new(), refused: Vec::new(), day, month, labels: 0 }
    }

    pub(crate) fn account(&mut self, user_id: &UserId) -> Option<&mut ModelAccount> {
        self.accounts.iter_mut().find(|account| account.user_id == *user_id)
    }

    pub(crate) fn entry(&mut self, label: Label) -> Option<(UserId, &mut Entry)> {
        self.accounts.iter_mut().find_map(|account| {
            let user_id = account.user_id;
            account.entries.iter_mut().find(|entry| entry.label == label).map(|entry| (user_id, entry))
        })
    }

    pub(crate) fn remove(&mut self, label: Label) {
        for account in &mut self.accounts {
            account.entries.retain(|entry| entry.label != label);
        }
    }

    // Logins

    pub(crate) fn login(
        &mut self,
        claims: &VerifiedClaims,
        device: Device,
        source: u8,
        now: u64,
    ) -> Result<(Label, bool, Kicked), i32> {
        let user_id = *claims.user_id();
        if self.is_limited((user_id, source), now) {
            return Err(70050);
        }
        if !self.is_good(claims, now) {
            self.count_refusal((user_id, source), now);
            return Err(70001);
        }
        let is_told = self.settings.kicked_while_away == KickedWhileAway::IsTold;
        let (day, month) = date(now, self.offset);
        let is_known = match self.account(&user_id) {
            None => false,
            Some(account) => {
                if account.is_blocked {
                    return Err(70051);
                }
                let waits = account
                    .entries
                    .iter()
                    .position(|entry| entry.device == device && matches!(entry.place, Place::KickedAway { .. }));
                if let (Some(position), true) = (waits, is_told) {
                    account.entries.remove(position);
                    return Err(6208);
                }
                true
            }
        };
        if !is_known && self.accounts.len() >= self.settings.accounts_allowed as usize {
            return Err(70398);
        }
        let today = if day == self.day.0 { &self.day.1[..] } else { &[] };
        if !today.contains(&user_id) && today.len() >= self.settings.daily_users_allowed as usize {
            return Err(72000);
        }
        if !is_known {
            self.register(user_id);
        }
        self.refused.retain(|refused| refused.key != (user_id, source));
        count_user(&mut self.day, user_id, day);
        count_user(&mut self.month, user_id, month);
        let (label, kicked) = self.newcomer(&user_id, device, claims, now);
        Ok((label, !is_known, kicked))
    }

    pub(crate) fn register(&mut self, user_id: UserId) {
        self.accounts.push(ModelAccount { user_id, valid_after: None, is_blocked: false, entries: Vec::new() });
    }

    pub(crate) fn is_good(&mut self, claims: &VerifiedClaims, now: u64) -> bool {
        let valid_after = self.account(claims.user_id()).and_then(|account| account.valid_after);
        valid_after.is_none_or(|after| claims.issued_at().as_secs() > after) && now <= claims.expires_at().as_secs()
    }

    fn newcomer(&mut self, user_id: &UserId, device: Device, claims: &VerifiedClaims, now: u64) -> (Label, Kicked) {
        let label = self.labels;
        self.labels += 1;
        let login = self.settings.login;
        let account = self.account(user_id).unwrap();
        account.entries.retain(|entry| entry.device != device);
        let holds = |entry: &Entry| !matches!(entry.place, Place::KickedAway { .. });
        let is_online = |entry: &Entry| matches!(entry.place, Place::Online { .. });
        let platform = device.platform;

        let conflicts = |entry: &Entry| !together(login.policy, entry.device.platform, platform);
        let mut goes: Vec<Label> =
            account.entries.iter().filter(|entry| holds(entry) && conflicts(entry)).map(|entry| entry.label).collect();
        let own: Vec<Entry> =
            account.entries.iter().filter(|entry| holds(entry) && entry.device.platform == platform).copied().collect();
        let absent = own.iter().filter(|entry| !is_online(entry));
        let present = own.iter().filter(|entry| is_online(entry));
        let room = usize::from(login.limits.of(platform)) - 1;
        let too_many = own.len().saturating_sub(room);
        goes.extend(absent.chain(present).take(too_many).map(|entry| entry.label));

        let mut kicked: Vec<Entry> =
            account.entries.iter().filter(|entry| goes.contains(&entry.label)).copied().collect();
        kicked.sort_by_key(is_online);
        let mut told = Vec::new();
        for entry in kicked {
            match entry.place {
                Place::Online { .. } => told.push((entry.label, Hears::Now)),
                Place::TicketOver { .. } => told.push((entry.label, Hears::Nothing)),
                Place::Away { .. } | Place::KickedAway { .. } => told.push((entry.label, Hears::WhenItReturns)),
            }
            let position = account.entries.iter().position(|other| other.label == entry.label).unwrap();
            if matches!(entry.place, Place::Away { .. }) {
                account.entries[position].place = Place::KickedAway { since: now };
                forget_old_kicks(account);
            } else {
                account.entries.remove(position);
            }
        }
        let expires_at = claims.expires_at().as_secs();
        account.entries.push(Entry { label, device, place: Place::Online { heard: now }, expires_at });
        (label, told)
    }

    pub(crate) fn reconnect(
        &mut self,
        claims: &VerifiedClaims,
        device: Device,
        now: u64,
    ) -> Result<(Label, Kicked), i32> {
        let is_good = self.is_good(claims, now);
        let label = self.labels;
        let Some(account) = self.account(claims.user_id()) else { return Err(70107) };
        if !is_good {
            return Err(6206);
        }
        if account.is_blocked {
            return Err(70051);
        }
        let Some(position) = account.entries.iter().position(|entry| entry.device == device) else {
            return Err(6208);
        };
        if let Place::KickedAway { .. } = account.entries[position].place {
            account.entries.remove(position);
            return Err(6208);
        }
        let expires_at = claims.expires_at().as_secs();
        account.entries[position] = Entry { label, device, place: Place::Online { heard: now }, expires_at };
        self.labels += 1;
        Ok((label, Vec::new()))
    }

    // Links

    pub(crate) fn request(&mut self, label: Label, now: u64) -> i32 {
        let Some((_, entry)) = self.entry(label) else { return 6014 };
        match entry.place {
            Place::Away { .. } | Place::KickedAway { .. } => 6014,
            Place::TicketOver { .. } => 6206,
            Place::Online { heard } if now > entry.expires_at => {
                entry.place = Place::TicketOver { heard };
                6206
            }
            Place::Online { .. } => {
                entry.place = Place::Online { heard: now };
                0
            }
        }
    }

    pub(crate) fn renew(&mut self, label: Label, claims: &VerifiedClaims, now: u64) -> i32 {
        let is_good = self.is_good(claims, now);
        let Some((user_id, entry)) = self.connected(label) else { return 6014 };
        if user_id != *claims.user_id() {
            return 70013;
        }
        if !is_good {
            return 70001;
        }
        entry.place = Place::Online { heard: now };
        entry.expires_at = claims.expires_at().as_secs();
        0
    }

    pub(crate) fn connected(&mut self, label: Label) -> Option<(UserId, &mut Entry)> {
        self.entry(label).filter(|(_, entry)| matches!(entry.place, Place::Online { .. } | Place::TicketOver { .. }))
    }

    pub(crate) fn logout(&mut self, label: Label) -> Option<Told> {
        let (user_id, entry) = self.connected(label)?;
        let told = Told::Changed(user_id, entry.device.platform, "Unregister");
        self.remove(label);
        Some(told)
    }

    pub(crate) fn lose(&mut self, label: Label, reason: &'static str, now: u64) -> Option<Told> {
        let (user_id, entry) = self.connected(label)?;
        let told = Told::Changed(user_id, entry.device.platform, reason);
        if matches!(entry.place, Place::Online { .. }) {
            entry.place = Place::Away { since: now };
        } else {
            self.remove(label);
        }
        Some(told)
    }

    pub(crate) fn advance(&mut self, now: u64) -> Vec<Told> {
        let mut told = Vec::new();
        let entries: Vec<Entry> = self.accounts.iter().flat_map(|account| account.entries.iter().copied()).collect();
        for entry in entries {
            let at_the_second = self.settings.expiry_notice == ExpiryNotice::AtTheSecond;
            match entry.place {
                Place::Away { since } | Place::KickedAway { since } if now >= since + SEVEN_DAYS => {
                    self.remove(entry.label);
                }
                Place::Online { heard } | Place::TicketOver { heard } if now >= heard + SILENCE => {
                    told.extend(self.lose(entry.label, Change::TimedOut.reason(), now));
                }
                Place::Online { heard } if at_the_second && now > entry.expires_at => {
                    self.entry(entry.label).unwrap().1.place = Place::TicketOver { heard };
                    told.push(Told::Expired(entry.label));
                }
                _ => {}
            }
        }
        told
    }

    // Accounts

    pub(crate) fn put_out(&mut self, user_id: &UserId) -> Vec<Told> {
        let Some(account) = self.account(user_id) else { return Vec::new() };
        let mut told = Vec::new();
        for entry in std::mem::take(&mut account.entries) {
            if matches!(entry.place, Place::Online { .. }) {
                told.push(Told::Kicked(entry.label));
            }
            if matches!(entry.place, Place::Online { .. } | Place::TicketOver { .. }) {
                told.push(Told::Changed(*user_id, entry.device.platform, "Unregister"));
            }
        }
        told
    }

    pub(crate) fn status(&mut self, user_id: &UserId) -> Option<(Status, Vec<(Platform, Status)>)> {
        let account = self.account(user_id)?;
        let mut platforms = Vec::new();
        for platform in Platform::ALL {
            let statuses = account.entries.iter().filter(|entry| entry.device.platform == platform).map(status);
            platforms.extend(statuses.max().filter(|best| *best > Status::Offline).map(|best| (platform, best)));
        }
        let best = platforms.iter().map(|(_, status)| *status).max();
        Some((best.unwrap_or(Status::Offline), platforms))
    }

    // Too many refusals

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

/// Nobody is counted for a day or a month before the latest one.
fn count_user(latest: &mut (i64, Vec<UserId>), user_id: UserId, this: i64) {
    if this > latest.0 {
        *latest = (this, Vec::new());
    }
    if this == latest.0 && !latest.1.contains(&user_id) {
        latest.1.push(user_id);
    }
}

fn forget_old_kicks(account: &mut ModelAccount) {
    let waiting = |entry: &Entry| match entry.place {
        Place::KickedAway { since } => Some(since),
        _ => None,
    };
    while account.entries.iter().filter_map(waiting).count() > KICKED_AWAY_KEPT {
        let first = account.entries.iter().filter_map(waiting).min();
        let position = account.entries.iter().position(|entry| waiting(entry) == first).unwrap();
        account.entries.remove(position);
    }
}

fn status(entry: &Entry) -> Status {
    use Platform::{Android, IPad, IPhone, Mac};
    match entry.place {
        Place::Online { .. } => Status::Online,
        Place::Away { .. } if [Android, IPhone, IPad, Mac].contains(&entry.device.platform) => Status::PushOnline,
        _ => Status::Offline,
    }
}

/// The console's page in words.
pub(crate) fn together(policy: MultiDevicePolicy, one: Platform, other: Platform) -> bool {
    let is_mobile = |platform| matches!(platform, Platform::Android | Platform::IPhone | Platform::IPad);
    let is_web = |platform| platform == Platform::Web;
    one == other
        || match policy {
            MultiDevicePolicy::Single => false,
            MultiDevicePolicy::Dual => is_web(one) || is_web(other),
            MultiDevicePolicy::Triple => is_web(one) || is_web(other) || is_mobile(one) != is_mobile(other),
            MultiDevicePolicy::Multi => true,
        }
}

/// The day and the month, counted one after the other from 1970.
pub(crate) fn date(now: u64, offset: i64) -> (i64, i64) {
    let day = (i64::try_from(now).unwrap() + offset) / 86_400;
    // Later than any of these tests there is nothing to count: 2020 to 2030.
    let (mut first, mut month) = (18_262, 600);
    loop {
        let (year, of_year) = (1970 + month / 12, month % 12);
        let february = if year % 4 == 0 { 29 } else { 28 };
        let days = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][usize::try_from(of_year).unwrap()];
        if day < first + days {
            return (day, month);
        }
        first += days;
        month += 1;
    }
}

pub(crate) fn time(now: u64) -> UnixTime {
    UnixTime::from_secs(now)
}
