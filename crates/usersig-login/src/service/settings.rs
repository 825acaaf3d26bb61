//! What the console says of an app, and the choices the documents leave open.

use crate::policy::LoginSettings;
use crate::service::active_users::UtcOffset;

/// How one app's logins are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AppSettings {
    /// Who may be online beside whom (console login settings).
    pub login: LoginSettings,
    /// How many accounts the app can have; one more is refused with 70398 (error code page: 100 in a trial app).
    pub accounts_allowed: u32,
    /// How many users a day; a login of one more is refused with 72000 (error code page: trial apps).
    pub daily_users_allowed: u32,
    /// Whether accounts can be deleted.
    pub deletion: Deletion,
    /// When a day and a month begin, for counting users.
    pub utc_offset: UtcOffset,
    /// What a device hears that was kicked while it was away.
    pub kicked_while_away: KickedWhileAway,
    /// When a connected user hears that the ticket has run out.
    pub expiry_notice: ExpiryNotice,
    /// When refused tickets become too many.
    pub refusal_limit: RefusalLimit,
}

impl Default for AppSettings {
    /// An app of an unlimited plan that changed nothing in the console.
    fn default() -> Self {
        Self {
            login: LoginSettings::default(),
            accounts_allowed: u32::MAX,
            daily_users_allowed: u32::MAX,
            deletion: Deletion::default(),
            utc_offset: UtcOffset::CHINA,
            kicked_while_away: KickedWhileAway::default(),
            expiry_notice: ExpiryNotice::default(),
            refusal_limit: RefusalLimit::default(),
        }
    }
}

/// Whether accounts can be deleted (`account_delete`: of trial apps only).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deletion {
    /// They can, as in a trial app.
    #[default]
    Allowed,
    /// They cannot: 71000.
    Refused,
}

/// The console's switch for receiving the state of having been kicked while offline.
///
/// It concerns a login; a device whose link alone was down hears of the kick when it is back, whatever the switch says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KickedWhileAway {
    /// The switch is off: its next login succeeds.
    #[default]
    LogsIn,
    /// The switch is on: its next login is refused once, with 6208.
    IsTold,
}

/// When a connected user hears that the ticket has run out. The documents do not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExpiryNotice {
    /// In answer to the first request after it, as real logs show: at the latest with the next heartbeat.
    #[default]
    AtTheNextRequest,
    /// In the first second after it.
    AtTheSecond,
}

/// How many refused tickets are too many, for one account from one source. The documents give no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusalLimit {
    /// So many within a minute are answered with their own codes, at least one; then it is 70050 for a minute.
    pub allowed: u32,
    /// For how many pairs of account and source refusals are counted. Beyond it, the pair is forgotten that has been
    /// refused least recently, limited or not.
    pub keys: usize,
}

impl Default for RefusalLimit {
    /// Ten a minute, which no person reaches by hand; ten thousand pairs, which take some two megabytes.
    fn default() -> Self {
        Self { allowed: 10, keys: 10_000 }
    }
}
