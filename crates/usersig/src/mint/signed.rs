//! Signed tickets: their text, and whose they are.

use std::error::Error;
use std::fmt;

use crate::words::sdk_app_id::SdkAppId;
use crate::words::time::UnixTime;
use crate::words::user_id::UserId;

/// The times a ticket states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Validity {
    /// When the ticket was issued.
    pub issued_at: UnixTime,
    /// The last second at which the ticket is valid.
    pub expires_at: UnixTime,
}

#[derive(Clone)]
struct Ticket {
    text: String,
    user_id: UserId,
    sdk_app_id: SdkAppId,
    validity: Validity,
}

macro_rules! signed_ticket {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(Ticket);

        impl $name {
            pub(crate) const fn new(text: String, user_id: UserId, sdk_app_id: SdkAppId, validity: Validity) -> Self {
                Self(Ticket { text, user_id, sdk_app_id, validity })
            }

            /// The text to send to the client.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0.text
            }

            /// The text to send to the client.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0.text
            }

            /// The user the ticket names.
            #[must_use]
            pub const fn user_id(&self) -> &UserId {
                &self.0.user_id
            }

            /// The app the ticket names.
            #[must_use]
            pub const fn sdk_app_id(&self) -> SdkAppId {
                self.0.sdk_app_id
            }

            /// When the ticket was issued.
            #[must_use]
            pub const fn issued_at(&self) -> UnixTime {
                self.0.validity.issued_at
            }

            /// The last second at which the ticket is valid.
            #[must_use]
            pub const fn expires_at(&self) -> UnixTime {
                self.0.validity.expires_at
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({} characters)"), self.as_str().len())
            }
        }
    };
}

signed_ticket! {
    /// A ticket to log in with. Anyone who has its text can log in as the user until it expires, so its `Debug` output
    /// shows only its length.
    UserSig
}

signed_ticket! {
    /// A ticket that gives a user privileges in one TRTC room. Its `Debug` output shows only its length.
    PrivateMapKey
}

/// Says that a PrivateMapKey would expire after 2106-02-07T06:28:15Z, the last second its 32-bit expiry can state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpiryAfter2106 {
    /// When the PrivateMapKey would expire.
    pub expires_at: UnixTime,
}

impl fmt::Display for ExpiryAfter2106 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a PrivateMapKey can end at {} at the latest, not at {}", u32::MAX, self.expires_at)
    }
}

impl Error for ExpiryAfter2106 {}
