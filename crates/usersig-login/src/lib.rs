//! The login of Tencent Cloud IM, on the service's side and on the client's.
//!
//! The library is sans-IO. It has no sockets, threads, clock or async code. Every call takes the time and returns what
//! happened. A server, an emulator or a test drives it. Every rule names its source. Where the sources are silent or
//! disagree, the choice is one constant or one option, and its docs say so.
//!
//! | Module | Contents |
//! |---|---|
//! | [`policy`] | The rules for which devices of a user may be online together, and which ones a new login kicks |
//! | [`service`] | The service's side of one app, a [`Registry`](service::Registry) |
//! | [`client`] | The SDK's side, a [`Client`](client::Client) |
//! | [`exchange`] | One function that serves a client's request |
//! | [`keeper`] | The code an app's author would write around a client, a [`SessionKeeper`](keeper::SessionKeeper) |
//! | `sim` (feature `sim`) | A service and many clients in a test |
//!
//! These docs use the following names for the documents of Tencent Cloud IM.
//!
//! | Name | Document |
//! |---|---|
//! | login guide | the Flutter guides to login and logout and to `login`, and [269/75294] |
//! | console login settings, feature introduction | [269/38656], 1047/33515 |
//! | online status document | [269/3602], 269/3665, 1047/33518 |
//! | REST documents | [269/1519] (accounts), [269/3853] (`kick`), [269/2566] (`query_online_status`) |
//! | webhook document | [269/2570], 1047/34357 (State.StateChange) |
//! | error code page | [269/1671] |
//! | `V2TIMManager.h`, `TIMErrorCode.h`, change log | of the SDK |
//! | FAQ, limits document | [269/2660], [269/9346] |
//! | SDK's logs, SDK's wrappers | observed behaviour that no document promises |
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

// The rules.
pub mod platform;
pub mod policy;
mod rng;
mod stopwatch;
mod unix_millis;

// The two sides.
pub mod client;
pub mod service;

// Both together.
pub mod exchange;
pub mod keeper;
#[cfg(feature = "sim")]
pub mod sim;

pub use unix_millis::UnixMillis;

#[cfg(all(doctest, feature = "sim"))]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(all(doctest, feature = "sim"))]
#[doc = include_str!("../../../docs/login.md")]
struct LoginPage;

#[cfg(all(doctest, feature = "serde"))]
#[doc = include_str!("../../../docs/login-driver.md")]
struct DriverPage;

#[cfg(all(doctest, feature = "sim"))]
#[doc = include_str!("../../../docs/login.zh-CN.md")]
struct LoginPageInChinese;

#[cfg(all(doctest, feature = "serde"))]
#[doc = include_str!("../../../docs/login-driver.zh-CN.md")]
struct DriverPageInChinese;
