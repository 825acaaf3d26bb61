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
//! * Around a ticket: a [`TicketCache`] hands one out until it is nearly over, a [`RestQuery`] carries an administrator's.
//!
//! Feature `test-util`: a sample app, good and bad tickets with their causes, strategies for legal claims. Feature
//! `serde`: words serialize and deserialize through their constructors, claims serialize, keys do neither.

#![warn(clippy::unwrap_used)]

// Words.
mod byte_writer;
mod error_code;
mod privileges;
mod room;
mod sdk_app_id;
mod secret_key;
mod short_text;
mod time;
mod user_id;

// What is said.
mod claims;
mod private_map_key;

// How it is signed.
mod canonical;
mod hmac;
mod mac;

// How it travels.
mod base64;
mod deflate;
mod document;
mod inflate;
mod json;
mod ticket;

// Who does it.
mod cause;
mod error;
mod inspect;
mod key_ring;
mod signer;
mod verifier;

// What stands around a ticket.
mod rest_query;
mod ticket_cache;

#[cfg(feature = "serde")]
mod as_data;

#[cfg(feature = "test-util")]
pub mod test_util;

pub use cause::Cause;
pub use document::{BadField, Field, FieldProblem};
pub use error::VerifyError;
pub use error_code::{ErrorCode, Language, Reaction};
pub use inflate::BadZlib;
pub use inspect::{Unverified, UnverifiedMap, UnverifiedRoom, inspect};
pub use json::BadJson;
pub use key_ring::{KeyRing, KeyRingError};
pub use mac::Fingerprint;
pub use private_map_key::BadPrivateMap;
pub use privileges::{InvalidPrivileges, Privileges};
pub use rest_query::RestQuery;
pub use room::{InvalidRoom, Room, RoomName};
pub use sdk_app_id::{InvalidSdkAppId, SdkAppId};
pub use secret_key::{InvalidSecretKey, SecretKey};
pub use signer::{ExpiryAfter2106, PrivateMapKey, Signer, UserSig, Validity};
pub use ticket::{MAX_TICKET_LEN, MalformedTicket};
pub use ticket_cache::{CachedTicket, InvalidTicketCache, TicketCache};
pub use time::{ClockBefore1970, InvalidLifetime, Lifetime, UnixTime};
pub use user_id::{InvalidUserId, UserId};
pub use verifier::{VerifiedClaims, VerifiedMapKey, Verifier};
