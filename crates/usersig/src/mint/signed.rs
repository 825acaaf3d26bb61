//! Signed tickets, with the times they state.

use std::error::Error;
use std::fmt;

use crate::words::time::UnixTime;

/// From when to when a ticket is good, as it says itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Validity {
    /// When the ticket says it was issued.
    pub issued_at: UnixTime,
    /// The last second it is good.
    pub expires_at: UnixTime,
}

struct Ticket {
    text: String,
    validity: Validity,
}

macro_rules! signed_ticket {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name(Ticket);

        impl $name {
            pub(crate) const fn new(text: String, validity: Validity) -> Self {
                Self(Ticket { text, validity })
            }

            /// The text to hand to the client.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0.text
            }

            /// The text to hand to the client.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0.text
            }

            /// When it says it was issued.
            #[must_use]
            pub const fn issued_at(&self) -> UnixTime {
                self.0.validity.issued_at
            }

            /// The last second it is good.
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
    /// A ticket to log in with. Whoever has it is the user until it expires: its `Debug` tells its length only.
    UserSig
}

signed_ticket! {
    /// A ticket that gives rights in one TRTC room. Its `Debug` tells its length only.
    PrivateMapKey
}

/// Says that a map key would end after 2106, when 32 bits of seconds are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpiryAfter2106 {
    /// When it would end.
    pub expires_at: UnixTime,
}

impl fmt::Display for ExpiryAfter2106 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a PrivateMapKey can end at {} at the latest, not at {}", u32::MAX, self.expires_at)
    }
}

impl Error for ExpiryAfter2106 {}
