//! UserSig and PrivateMapKey, the login tickets of Tencent Cloud IM and TRTC: sign, verify, inspect.
//!
//! A business server signs a ticket for a user with the secret key of its app; the SDK on the user's device logs in
//! with it. This crate makes both kinds of tickets as the official signers do, and reads them more strictly than any
//! official verifier. It does no I/O, has no clock (every call takes the time) and no `unsafe`.
//!
//! ```
//! use usersig::{Lifetime, SdkAppId, SecretKey, Signer, UnixTime, UserId, Verifier};
//!
//! let (app, key) = (SdkAppId::new(1_400_000_000)?, SecretKey::new("the app's SDKSecretKey")?);
//! let alice = UserId::new("alice")?;
//! let now = UnixTime::try_from(std::time::SystemTime::now())?;
//!
//! let user_sig = Signer::new(app, &key).user_sig(&alice, Lifetime::DAY, now);
//! let claims = Verifier::new(app, &key).user_sig(user_sig.as_str(), &alice, now)?;
//! assert_eq!(claims.user_id(), &alice);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! * Make tickets with a [`Signer`], judge them with a [`Verifier`], hold the keys of several apps in a [`KeyRing`].
//! * A refused ticket is a [`VerifyError`]: it has a [`Cause`], the service's [`ErrorCode`] with its meaning in English
//!   and Chinese, and what to do about it.
//! * [`inspect`] reads a ticket without a key; its [`Unverified`] claims prove nothing. [`VerifiedClaims`] do.
//! * A [`RestQuery`] is the query of a request to the service's REST interface.
//!
//! Feature `test-util`: a sample app, good and bad tickets with their causes, strategies for legal claims. Feature
//! `serde`: words serialize and deserialize through their constructors, claims serialize, keys do neither.

#![warn(clippy::unwrap_used)]

// In the order of the pipeline: each folder imports only from those above it.
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
pub use mint::signed::{ExpiryAfter2106, PrivateMapKey, UserSig, Validity};
pub use mint::signer::Signer;
pub use wire::document::field::{BadField, Field, FieldProblem};
pub use wire::inflate::bad_zlib::BadZlib;
pub use wire::json::BadJson;
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
