//! The state of the model.

use std::collections::BTreeMap;

use usersig::UserId;
use usersig_login::platform::Platform;
use usersig_login::service::{AccountKickNotice, AppSettings, Device, KICKED_DEVICES_KEPT, Status, WebLinkLoss};

/// A session, by the number of its login or reconnect.
pub(crate) type Label = usize;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Away { since: u64 },
    KickedAway { since: u64 },
    KickedTold { since: u64 },
    Online { heard: u64 },
    TicketOver { heard: u64 },
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) label: Label,
    /// The label of its login. 0 if it came without one.
    pub(crate) login: Label,
    pub(crate) device: Device,
    pub(crate) place: Place,
    pub(crate) expires_at: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct ModelAccount {
    pub(crate) user_id: UserId,
    pub(crate) kicks: Vec<u64>,
    pub(crate) is_blocked: bool,
    /// In the order of their logins.
    pub(crate) entries: Vec<Entry>,
}

/// An event, without the service's own names for sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Told {
    /// The user, the platform, the reason, and the second.
    Changed(UserId, Platform, &'static str, u64),
    Expired(Label),
    Kicked(Label),
}

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
    /// The users who logged in, by day and by month.
    pub(crate) days: BTreeMap<i64, Vec<UserId>>,
    pub(crate) months: BTreeMap<i64, Vec<UserId>>,
    pub(crate) labels: usize,
}

impl Model {
    pub(crate) fn new(settings: AppSettings, offset: i64) -> Self {
        let (days, months) = (BTreeMap::new(), BTreeMap::new());
        Self { settings, offset, accounts: Vec::new(), refused: Vec::new(), days, months, labels: 1 }
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

    pub(crate) fn new_label(&mut self) -> Label {
        self.labels += 1;
        self.labels - 1
    }

    pub(crate) fn silence(&self, platform: Platform) -> u64 {
        if platform == Platform::Web && self.settings.web_link_loss == WebLinkLoss::Edition2025 { 60 } else { 400 }
    }

    pub(crate) fn tells_kicks(&self) -> bool {
        self.settings.account_kick_notice == AccountKickNotice::KickedOffline
    }

    /// Kicks an entry, and says whether its device is told now.
    pub(crate) fn kick(&mut self, label: Label, now: u64) -> Vec<Told> {
        let Some((_, entry)) = self.entry(label) else { return Vec::new() };
        let mut told = Vec::new();
        match entry.place {
            Place::Away { .. } => entry.place = Place::KickedAway { since: now },
            Place::Online { .. } => {
                entry.place = Place::KickedTold { since: now };
                told.push(Told::Kicked(label));
            }
            Place::TicketOver { .. } => self.remove(label),
            Place::KickedAway { .. } | Place::KickedTold { .. } => {}
        }
        for account in &mut self.accounts {
            forget_old_kicks(account);
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
}

impl Entry {
    pub(crate) fn is_connected(&self) -> bool {
        matches!(self.place, Place::Online { .. } | Place::TicketOver { .. })
    }

    pub(crate) fn holds_a_place(&self) -> bool {
        self.kicked_since().is_none()
    }

    pub(crate) fn kicked_since(&self) -> Option<u64> {
        match self.place {
            Place::KickedAway { since } | Place::KickedTold { since } => Some(since),
            Place::Away { .. } | Place::Online { .. } | Place::TicketOver { .. } => None,
        }
    }
}

fn forget_old_kicks(account: &mut ModelAccount) {
    while account.entries.iter().filter_map(Entry::kicked_since).count() > KICKED_DEVICES_KEPT {
        let first = account.entries.iter().filter_map(Entry::kicked_since).min();
        let position = account.entries.iter().position(|entry| entry.kicked_since() == first).unwrap();
        account.entries.remove(position);
    }
}

fn status(entry: &Entry) -> Status {
    use Platform::{Android, IPad, IPhone, Mac};
    match entry.place {
        Place::Online { .. } | Place::TicketOver { .. } => Status::Online,
        Place::Away { .. } if [Android, IPhone, IPad, Mac].contains(&entry.device.platform) => Status::PushOnline,
        _ => Status::Offline,
    }
}
