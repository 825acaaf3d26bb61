//! The description of an app's settings in the `OpenAPI` document.
//!
//! The settings are types of the login library, which knows nothing of `OpenAPI`. A test compares the names.
#![expect(dead_code, reason = "the types are only described")]

use utoipa::ToSchema;

/// The settings of an app. In a change, members that are absent stay, and `null` restores the default.
#[derive(ToSchema)]
pub(crate) struct SettingsSchema {
    /// The users who may call the REST interface.
    #[schema(max_items = 10, default = json!(["administrator"]))]
    admins: Option<Vec<String>>,
    /// The seconds between two `wshello` of a page, from its next login on.
    #[schema(minimum = 1, maximum = 255, default = 2)]
    hello_interval: Option<u8>,
    /// The `http` address that State.StateChange goes to.
    #[schema(example = "http://127.0.0.1:8080/im/callback")]
    webhook: Option<String>,
    service: Option<ServiceSchema>,
}

/// The policy, the limits, the quotas, and choices where the documents disagree.
#[derive(ToSchema)]
pub(crate) struct ServiceSchema {
    login: Option<LoginSchema>,
    /// The number of accounts. A login of one more is refused with 70398.
    #[schema(maximum = 4_294_967_295_u32, default = 100_000)]
    accounts_allowed: Option<u32>,
    /// The number of users a day. A login of one more is refused with 72000.
    #[schema(maximum = 4_294_967_295_u32, default = 4_294_967_295_u32)]
    daily_users_allowed: Option<u32>,
    /// `Refused` answers `account_delete` with 71000.
    #[schema(pattern = "^(Allowed|Refused)$", default = "Allowed")]
    deletion: Option<String>,
    /// The minutes from UTC, for the beginning of a day.
    #[schema(minimum = -840, maximum = 840, default = 480)]
    utc_offset: Option<i32>,
    leeway: Option<LeewaySchema>,
    /// Whether the next login of a device that was kicked while it was away is refused once with 6208.
    #[schema(pattern = "^(LogsIn|IsTold)$", default = "LogsIn")]
    kicked_while_away: Option<String>,
    /// How devices hear of the REST call `kick`.
    #[schema(pattern = "^(KickedOffline|UserSigExpired)$", default = "KickedOffline")]
    account_kick_notice: Option<String>,
    /// Whether `kick` revokes tickets of the same second.
    #[schema(pattern = "^(Accepted|Refused)$", default = "Refused")]
    kick_second: Option<String>,
    /// When a device that is online hears that its ticket has expired.
    #[schema(pattern = "^(AtTheNextRequest|AtTheSecond)$", default = "AtTheNextRequest")]
    expiry_notice: Option<String>,
    refusal_limit: Option<RefusalLimitSchema>,
    /// Whether push reaches a Mac.
    #[schema(pattern = "^(Edition2024|Edition2025)$", default = "Edition2024")]
    mac_push: Option<String>,
    /// Whether a page that lost its network is offline after 400 or 60 seconds.
    #[schema(pattern = "^(Edition2020|Edition2025)$", default = "Edition2025")]
    web_link_loss: Option<String>,
}

/// Which devices of a user may be online together.
#[derive(ToSchema)]
pub(crate) struct LoginSchema {
    /// The platforms that may be online together.
    #[schema(pattern = "^(Single|Dual|Triple|Multi)$", default = "Dual")]
    policy: Option<String>,
    limits: Option<LimitsSchema>,
}

/// How many devices of each platform may be online. A platform without a number has 1.
#[derive(ToSchema)]
#[schema(rename_all = "PascalCase")]
pub(crate) struct LimitsSchema {
    #[schema(minimum = 1, maximum = 3)]
    android: Option<u8>,
    #[schema(rename = "iPhone", minimum = 1, maximum = 3)]
    iphone: Option<u8>,
    #[schema(rename = "iPad", minimum = 1, maximum = 3)]
    ipad: Option<u8>,
    #[schema(minimum = 1, maximum = 3)]
    windows: Option<u8>,
    #[schema(minimum = 1, maximum = 3)]
    mac: Option<u8>,
    #[schema(minimum = 1, maximum = 3)]
    linux: Option<u8>,
    #[schema(minimum = 1, maximum = 10)]
    web: Option<u8>,
}

/// How long after its expiry a ticket still counts.
#[derive(ToSchema)]
pub(crate) struct LeewaySchema {
    secs: u64,
    #[schema(maximum = 999_999_999)]
    nanos: u32,
}

/// When refused tickets become too many, and the answer is 70050.
#[derive(ToSchema)]
pub(crate) struct RefusalLimitSchema {
    /// The refusals within a minute of an account from a source.
    #[schema(maximum = 4_294_967_295_u32, default = 10)]
    allowed: Option<u32>,
    /// The pairs of account and source that are counted, at most 10,000.
    #[schema(default = 10_000)]
    keys: Option<u64>,
}
