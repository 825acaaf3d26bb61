//! The service's side: accounts, logins, sessions, kicks and online status.
//!
//! [`Registry`] holds one app. [`LoginService`] holds several.

mod account_refused;
mod accounts;
mod active_days;
mod bounded;
mod deadlines;
mod deleted_users;
mod device;
mod journal;
mod link_refused;
mod logged_in;
mod login_refused;
mod login_service;
#[cfg(feature = "serde")]
mod online_status;
mod operations;
mod presence;
#[cfg(feature = "serde")]
mod query_options;
mod refusals;
mod registry;
mod service_event;
mod session;
mod settings;
mod sharded;
mod state;
mod times;
mod usage;
mod utc_offset;
#[cfg(feature = "serde")]
mod webhook;

pub use account_refused::AccountRefused;
pub use accounts::account::KICKED_DEVICES_KEPT;
pub use device::{Device, InstanceId, InvalidSessionId, SessionId};
pub use link_refused::{ReconnectRefused, RenewalRefused, RequestRefused};
pub use logged_in::{LoggedIn, Registration};
pub use login_refused::LoginRefused;
pub use login_service::{LoginService, UnknownSdkAppId};
#[cfg(feature = "serde")]
pub use online_status::OnlineStatus;
pub use operations::accounts::Deleted;
pub use operations::forced_logout::KICKS_KEPT;
pub use operations::query::Queried;
pub use presence::{AccountInfo, Counts, Cursor, Page, Presence, SessionInfo, Status};
#[cfg(feature = "serde")]
pub use query_options::{CustomStatuses, Detail, InstanceIds, QueryEdition};
pub use registry::Registry;
pub use service_event::{Change, Connection, FORCED_LOGOUT, ServiceEvent, StateChange};
pub use settings::{
    AccountKickNotice, AppSettings, Deletion, ExpiryNotice, KickSecond, KickedWhileAway, RefusalLimit, WebLinkLoss,
};
pub use sharded::ShardedRegistry;
pub use state::changes::Changes;
pub use state::record::{AccountRecord, DeletedRecord, SessionRecord};
pub use state::restore_refused::RestoreRefused;
pub use state::snapshot::{SNAPSHOT_ACCOUNTS_MAX, SavedState, Snapshot};
pub use times::{
    AWAY_KEPT, HEARTBEAT, HEARTBEAT_ON_WEB, LEEWAY_MAX, MINI_PROGRAM_EXITED, MINI_PROGRAM_IN_BACKGROUND,
    REFUSALS_FORGOTTEN, SILENCE_ALLOWED, SILENCE_ALLOWED_ON_WEB, heartbeat,
};
pub use usage::UsageRecord;
pub use utc_offset::{InvalidUtcOffset, UtcOffset};
