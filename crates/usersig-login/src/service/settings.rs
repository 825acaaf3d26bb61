//! The console's settings of an app, and options where documents are silent or their editions disagree.

use std::time::Duration;

use crate::platform::MacPush;
use crate::policy::LoginSettings;
use crate::service::utc_offset::UtcOffset;

/// How one app's logins are judged.
///
/// Every setting can change while users are online: see [`Registry::set_settings`](crate::service::Registry::set_settings).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default, deny_unknown_fields))]
pub struct AppSettings {
    /// Which devices of a user may be online together (console login settings).
    pub login: LoginSettings,
    /// The number of accounts the app may have. A login that would create one more is refused with 70398 (error code
    /// page: 100 in a trial app).
    pub accounts_allowed: u32,
    /// The number of users a day. A login of one more is refused with 72000 (error code page: trial apps).
    pub daily_users_allowed: u32,
    /// Whether accounts can be deleted.
    pub deletion: Deletion,
    /// When a day and a month begin, for counting users.
    pub utc_offset: UtcOffset,
    /// How long after its expiry a ticket still counts, at least. `Registry::serve` also uses the leeway of its verifier.
    pub leeway: Duration,
    /// The answer to a login of a device that was kicked while it was away.
    pub kicked_while_away: KickedWhileAway,
    /// How devices hear of the REST call `kick`.
    pub account_kick_notice: AccountKickNotice,
    /// Whether `kick` revokes tickets that were issued in the same second.
    pub kick_second: KickSecond,
    /// When a connected user hears that the ticket has expired.
    pub expiry_notice: ExpiryNotice,
    /// When refused tickets become too many.
    pub refusal_limit: RefusalLimit,
    /// Whether push reaches a Mac.
    pub mac_push: MacPush,
    /// When a Web client that lost its network is offline.
    pub web_link_loss: WebLinkLoss,
}

impl Default for AppSettings {
    /// An app with an unlimited plan and the console's defaults.
    fn default() -> Self {
        Self {
            login: LoginSettings::default(),
            accounts_allowed: u32::MAX,
            daily_users_allowed: u32::MAX,
            deletion: Deletion::default(),
            utc_offset: UtcOffset::CHINA,
            leeway: Duration::ZERO,
            kicked_while_away: KickedWhileAway::default(),
            account_kick_notice: AccountKickNotice::default(),
            kick_second: KickSecond::default(),
            expiry_notice: ExpiryNotice::default(),
            refusal_limit: RefusalLimit::default(),
            mac_push: MacPush::default(),
            web_link_loss: WebLinkLoss::default(),
        }
    }
}

/// How devices hear of the REST call `kick`. A device that was away hears the same when it comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum AccountKickNotice {
    /// `onKickedOffline`, as the Web SDK reports it (`KICKED_OUT` with type `REST_API_Kick`).
    #[default]
    KickedOffline,
    /// `onUserSigExpired`, as the `kick` document of 2025-12-19 implies: every earlier UserSig expires.
    UserSigExpired,
}

/// Whether accounts can be deleted (`account_delete` document: only accounts of trial apps).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Deletion {
    /// They can, as in a trial app.
    #[default]
    Allowed,
    /// They cannot: 71000.
    Refused,
}

/// When a connected user hears that the ticket has expired. The documents do not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum ExpiryNotice {
    /// In the answer to the first request after it, as real logs show: at the latest with the next heartbeat.
    #[default]
    AtTheNextRequest,
    /// In the first second after it.
    AtTheSecond,
}

/// Whether `kick` revokes tickets that were issued in the same second. The documents do not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum KickSecond {
    /// Tickets of that second are valid: a ticket generated anew logs in (`kick` document). One that was issued just
    /// before the kick does too.
    Accepted,
    /// Tickets of that second are revoked, because they may have been issued before the kick.
    #[default]
    Refused,
}

/// The console's switch to report a kick that happened while the device was offline.
///
/// It concerns a login. A device whose link was down hears of the kick when the link is back, with either setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum KickedWhileAway {
    /// The switch is off: the next login succeeds.
    #[default]
    LogsIn,
    /// The switch is on: the next login is refused once, with 6208.
    IsTold,
}

/// When a Web client or mini program that lost its network is offline. Editions of the webhook document disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum WebLinkLoss {
    /// After 400 s, with `TimeOut`, like native clients (editions of 2020).
    Edition2020,
    /// After 60 s, with `LinkClose` (269/2570 of 2025-10-30, 1047/34357).
    #[default]
    Edition2025,
}

/// How many refused tickets are too many, for one account from one source. The documents give no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default, deny_unknown_fields))]
pub struct RefusalLimit {
    /// This many refusals within a minute get their own codes, at least one. Then the answer is 70050 for a minute.
    pub allowed: u32,
    /// For how many pairs of account and source refusals are counted. Above it, the least recently refused pair is
    /// dropped.
    pub keys: usize,
}

impl Default for RefusalLimit {
    /// Ten a minute, which no person reaches by hand, and ten thousand pairs, which take less than 2.5 MB.
    fn default() -> Self {
        Self { allowed: 10, keys: 10_000 }
    }
}
