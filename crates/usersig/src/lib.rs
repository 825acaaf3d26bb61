//! Signs and verifies UserSig and PrivateMapKey, the login tickets of Tencent Cloud IM and TRTC.
//!
//! Your business server signs a UserSig for a user with the secret key of your app. The SDK on the user's device logs in
//! with it. This crate writes both kinds of tickets as the official signers do, and reads them more strictly than any
//! official verifier. It does no I/O, does not read the clock (you pass the time) and has no `unsafe` code.
//!
//! ```
//! use std::time::SystemTime;
//! use usersig::{Lifetime, SdkAppId, SecretKey, Signer, UnixTime, UserId, Verifier};
//!
//! // Once, when the server starts. Both can be shared by all threads.
//! let (app, key) = (SdkAppId::new(1_400_000_000)?, SecretKey::new("the app's SDKSecretKey")?);
//! let (signer, verifier) = (Signer::new(app, &key), Verifier::new(app, &key));
//!
//! // For each request.
//! let (alice, now) = (UserId::new("alice")?, UnixTime::try_from(SystemTime::now())?);
//! let ticket = signer.user_sig(&alice, Lifetime::DAY, now);
//! let claims = verifier.user_sig(ticket.as_str(), &alice, now)?;
//! assert_eq!(claims.expires_at(), ticket.expires_at());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Types
//!
//! | to | use |
//! |---|---|
//! | sign | [`Signer`], which returns a [`UserSig`] or a [`PrivateMapKey`] |
//! | verify | [`Verifier`], which returns [`VerifiedClaims`] or a [`VerifiedPrivateMapKey`] |
//! | allow for clocks that differ, and for a kicked account | [`Tolerances`] |
//! | report why a ticket is refused | [`VerifyError`], and [`Refusal`] for the same as data |
//! | count and compare refusals | [`Cause`], and [`ErrorCode`] for the service's own number |
//! | show a ticket without verifying it | [`inspect`], which returns [`Unverified`] claims |
//! | hold several apps, or replace a key | [`KeyRing`] |
//! | call the service's REST interface | [`RestQuery`] |
//! | tell a client when to fetch its next ticket | [`refresh_at`] |
//!
//! Values are checked once, by the constructors of [`UserId`], [`SdkAppId`], [`SecretKey`], [`Lifetime`], [`Room`] and
//! [`Privileges`]. After that, signing a UserSig cannot fail. An [`Identifier`] is a longer name than a `UserId`, for
//! services other than IM and TRTC.
//!
//! # Features
//!
//! * `serde`: values deserialize through their constructors. Tickets, claims and refusals serialize. Keys do neither.
//! * `test-util`: a sample app, and a test ticket for each cause of a refusal (`test_util::test_tickets`).
//! * `proptest`: strategies for every value that a ticket can state.

#![warn(clippy::unwrap_used)]

// In the order of the pipeline. Each folder imports only from the folders above it.
mod bytes;
mod codes;
mod words;

mod claims;
mod signing;
mod wire;

mod judge;
mod mint;

mod embed;

#[cfg(feature = "test-util")]
pub mod test_util;

pub use claims::mac::Fingerprint;
pub use claims::userbuf::BadUserBuf;
pub use codes::cause::Cause;
pub use codes::error_code::{ErrorCode, Language, Reaction};
pub use embed::key_ring::{KeyRing, KeyRingError};
pub use embed::refresh::refresh_at;
pub use embed::rest_query::RestQuery;
pub use judge::inspect::{Unverified, UnverifiedRoom, UnverifiedUserBuf, inspect};
pub use judge::refusal::Refusal;
pub use judge::tolerances::{ToleranceTooLong, Tolerances, Tolerated};
pub use judge::verified::{VerifiedClaims, VerifiedPrivateMapKey};
pub use judge::verifier::Verifier;
pub use judge::verify_error::VerifyError;
pub use mint::backdating::BackdatingTooLong;
pub use mint::signed::{ExpiryAfter2106, PrivateMapKey, UserSig, Validity};
pub use mint::signer::Signer;
pub use wire::document::field::{BadField, Field, FieldProblem};
pub use wire::inflate::bad_zlib::BadZlib;
pub use wire::json::bad_json::BadJson;
pub use wire::ticket::{MAX_TICKET_LEN, MalformedTicket};
pub use words::identifier::{AsIdentifier, Identifier, InvalidIdentifier};
pub use words::privileges::{InvalidPrivileges, Privileges};
pub use words::room::{InvalidRoom, Room, RoomName};
pub use words::sdk_app_id::{InvalidSdkAppId, SdkAppId};
pub use words::secret_key::{InvalidSecretKey, SecretKey};
pub use words::time::{ClockBefore1970, InvalidLifetime, Lifetime, UnixTime};
pub use words::user_id::{InvalidUserId, UserId};

// The examples of the pages are tests.
#[cfg(doctest)]
mod pages;
