//! Signed tickets: their text, and what it states.

use std::error::Error;
use std::fmt;

use crate::claims::mac::Fingerprint;
use crate::words::identifier::AsIdentifier;
use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::time::UnixTime;
use crate::words::user_id::UserId;

/// The times a ticket states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Validity {
    /// When the ticket was issued.
    pub issued_at: UnixTime,
    /// The last second at which the ticket is valid.
    pub expires_at: UnixTime,
}

/// A ticket to log in with.
///
/// Anyone who has its text can log in as the user until it expires, so `Debug` shows only its length. `Serialize`
/// (feature `serde`) writes the text as `user_sig`, and beside it the user, the app and the times.
#[derive(Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct UserSig<I = UserId> {
    #[cfg_attr(feature = "serde", serde(rename = "user_sig"))]
    pub(crate) text: String,
    pub(crate) sdk_app_id: SdkAppId,
    pub(crate) user_id: I,
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub(crate) validity: Validity,
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(crate) fingerprint: Fingerprint,
}

/// A ticket that gives a user privileges in one TRTC room.
///
/// `Debug` shows only its length. `Serialize` (feature `serde`) writes the text as `private_map_key`, and beside it the
/// user, the app, the times, the room and the privileges.
#[derive(Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PrivateMapKey {
    #[cfg_attr(feature = "serde", serde(rename = "private_map_key"))]
    pub(crate) text: String,
    pub(crate) sdk_app_id: SdkAppId,
    pub(crate) user_id: UserId,
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub(crate) validity: Validity,
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub(crate) room: Room,
    pub(crate) privileges: Privileges,
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(crate) fingerprint: Fingerprint,
}

macro_rules! accessors {
    ($user:ty) => {
        /// The text to send to the client.
        #[must_use]
        pub fn as_str(&self) -> &str {
            &self.text
        }

        /// The text to send to the client.
        #[must_use]
        pub fn into_string(self) -> String {
            self.text
        }

        /// The user the ticket names.
        #[must_use]
        pub const fn user_id(&self) -> &$user {
            &self.user_id
        }

        /// The app the ticket names.
        #[must_use]
        pub const fn sdk_app_id(&self) -> SdkAppId {
            self.sdk_app_id
        }

        /// When the ticket was issued.
        #[must_use]
        pub const fn issued_at(&self) -> UnixTime {
            self.validity.issued_at
        }

        /// The last second at which the ticket is valid.
        #[must_use]
        pub const fn expires_at(&self) -> UnixTime {
            self.validity.expires_at
        }

        /// The identity of the ticket, which a log may contain.
        #[must_use]
        pub const fn fingerprint(&self) -> Fingerprint {
            self.fingerprint
        }
    };
}

impl<I: AsIdentifier> UserSig<I> {
    accessors!(I);
}

impl PrivateMapKey {
    accessors!(UserId);

    /// The room the ticket is for.
    #[must_use]
    pub const fn room(&self) -> &Room {
        &self.room
    }

    /// The privileges the ticket gives.
    #[must_use]
    pub const fn privileges(&self) -> Privileges {
        self.privileges
    }
}

impl<I> fmt::Display for UserSig<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<I> fmt::Debug for UserSig<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UserSig({} characters)", self.text.len())
    }
}

impl fmt::Display for PrivateMapKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for PrivateMapKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateMapKey({} characters)", self.text.len())
    }
}

/// Says that a PrivateMapKey would expire after 2106-02-07T06:28:15Z, the last second its 32-bit expiry can state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpiryAfter2106 {
    /// When the PrivateMapKey would expire.
    pub expires_at: UnixTime,
}

impl fmt::Display for ExpiryAfter2106 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let latest = UnixTime::from_secs(u32::MAX.into());
        write!(f, "a PrivateMapKey can expire at {latest} at the latest, not at {}", self.expires_at)
    }
}

impl Error for ExpiryAfter2106 {}
