//! What a `UserSig` is for: the login of Tencent Cloud IM, the service's side and the client's.
//!
//! A pure library: no sockets, no threads, no clock, no async, no `unsafe`. Every call takes the time and returns what
//! happened; a server, an emulator or a test drives it. Every rule names its source; where these are silent or
//! disagree, the choice is one constant or one option, and its docs say so.
//!
//! * [`MultiDevicePolicy`] and [`LoginSettings`] say who may be online beside whom, and whom a newcomer kicks.
//! * A [`Registry`] is the service's side of one app, a [`LoginService`] that of several.
//! * A [`Client`] is the SDK's side; a [`SessionKeeper`] is what an app's author would write around it.
//! * `sim` (feature `sim`) is one service and many clients in a test.
//!
//! | What the docs here call | is, of the documents of Tencent Cloud IM |
//! |---|---|
//! | login guide | the Flutter guides to login and logout and to `login`, and [269/75294] |
//! | console login settings, feature introduction | [269/38656], 1047/33515 |
//! | online status document | [269/3602] |
//! | REST documents | accounts: [269/1519]; `kick`: [269/3853]; `query_online_status`: [269/2566] |
//! | webhook document | State.StateChange: [269/2570] |
//! | error code page | [269/1671] |
//! | `V2TIMManager.h`, `TIMErrorCode.h`, change log | of the SDK |
//! | FAQ, limits document | [269/2660], [269/9346] |
//! | SDK's logs, its wrappers | what they were seen to do, which no document promises |
//!
//! [269/1519]: https://cloud.tencent.com/document/product/269/1519
//! [269/1671]: https://cloud.tencent.com/document/product/269/1671
//! [269/2566]: https://cloud.tencent.com/document/product/269/2566
//! [269/2570]: https://cloud.tencent.com/document/product/269/2570
//! [269/2660]: https://cloud.tencent.com/document/product/269/2660
//! [269/3602]: https://cloud.tencent.com/document/product/269/3602
//! [269/3853]: https://cloud.tencent.com/document/product/269/3853
//! [269/9346]: https://cloud.tencent.com/document/product/269/9346
//! [269/38656]: https://cloud.tencent.com/document/product/269/38656
//! [269/75294]: https://cloud.tencent.com/document/product/269/75294

#![warn(clippy::unwrap_used)]

// Who may be online beside whom.
mod platform;
mod policy;

// Who is logged in.
mod service;

// Who wants to be.
mod client;
mod dice;
mod keeper;

// Both, in a test.
#[cfg(feature = "sim")]
pub mod sim;

pub use client::{
    Action, Answer, Api, Attempt, CallId, Callback, Client, Event, KICKED_DURING_LOGIN, LOGIN_AGAIN,
    LOGIN_DURING_LOGIN, LOGIN_DURING_LOGOUT, LOGOUT_UNANSWERED, LOGOUT_WHEN_LOGGED_OUT, LoginCall, LoginStatus,
    Request, TicketText,
};
pub use keeper::{KeeperAction, KeeperSettings, SessionKeeper};
pub use platform::{Framework, Platform};
pub use policy::{InstanceLimits, InvalidInstanceLimit, LINUX_IS_GROUPED_WITH, LoginSettings, MultiDevicePolicy};
pub use service::{
    AWAY_KEPT, AccountRefused, AppSettings, BATCH, Change, Connection, Deleted, Deletion, Device, ExpiryNotice,
    HEARTBEAT, Happening, Hears, InstanceId, InvalidUtcOffset, KICKED_AWAY_KEPT, Kicked, KickedWhileAway, LoggedIn,
    LoginRefused, LoginService, PUT_OUT, Presence, QUERY_BATCH, Queried, REFUSALS_FORGOTTEN, ReconnectRefused,
    RefusalLimit, Registration, Registry, RenewalRefused, RequestRefused, SILENCE_ALLOWED, SessionId, StateChange,
    Status, UnknownSdkAppId, UtcOffset,
};

#[cfg(all(doctest, feature = "sim"))]
#[doc = include_str!("../README.md")]
struct Readme;
