//! The name in a ticket.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::hash::Hash;
use std::str::FromStr;

use crate::bytes::short_text::ShortText;
use crate::words::printable_name::{self, BadName, printable_name};
use crate::words::user_id::{InvalidUserId, UserId};

printable_name! {
    /// The name in a ticket: 1 to 128 printable ASCII characters.
    ///
    /// IM and TRTC accept only a [`UserId`], which has at most 32 characters. Use an `Identifier` for services with
    /// longer names, for example the UUID or `voice_id` of speech recognition. Every `UserId` converts into an
    /// `Identifier`; a short `Identifier` converts back with `UserId::try_from`.
    ///
    /// ```
    /// # use usersig::{Identifier, UserId};
    /// let voice_id = Identifier::new("8f14e45f-ceea-467f-a8d5-0e3f6f0a1c2b")?;
    /// assert!(UserId::try_from(voice_id).is_err());
    /// assert_eq!(Identifier::from(UserId::new("alice")?).as_str(), "alice");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Identifier, 128, "identifier";
    /// Why a text is not an [`Identifier`].
    InvalidIdentifier
}

impl From<UserId> for Identifier {
    fn from(user_id: UserId) -> Self {
        Self::new(user_id.as_str()).expect("every UserID is an identifier")
    }
}

impl TryFrom<Identifier> for UserId {
    type Error = InvalidUserId;

    fn try_from(identifier: Identifier) -> Result<Self, Self::Error> {
        Self::new(identifier.as_str())
    }
}

/// A type that names the user of a ticket: [`UserId`] or [`Identifier`].
///
/// Signing and verifying take either of them and return what they were given. A [`UserSig`](crate::UserSig) or
/// [`VerifiedClaims`](crate::VerifiedClaims) without a type parameter therefore always names a [`UserId`].
pub trait AsIdentifier: sealed::Name + Copy + Eq + Hash + fmt::Debug + fmt::Display {
    /// The name as text.
    fn as_str(&self) -> &str;
}

impl AsIdentifier for Identifier {
    fn as_str(&self) -> &str {
        self.as_str()
    }
}

impl AsIdentifier for UserId {
    fn as_str(&self) -> &str {
        self.as_str()
    }
}

mod sealed {
    use crate::words::identifier::Identifier;
    use crate::words::user_id::UserId;

    /// Only this crate implements it, because only a checked name may be signed.
    pub trait Name {
        /// The name without the check that it is UTF-8, which [`as_str`](super::AsIdentifier::as_str) makes.
        fn as_bytes(&self) -> &[u8];

        /// The same name as a UserID, if it is short enough.
        fn as_user_id(&self) -> Option<UserId>;
    }

    impl Name for Identifier {
        fn as_bytes(&self) -> &[u8] {
            self.as_bytes()
        }

        fn as_user_id(&self) -> Option<UserId> {
            UserId::try_from(*self).ok()
        }
    }

    impl Name for UserId {
        fn as_bytes(&self) -> &[u8] {
            self.as_bytes()
        }

        fn as_user_id(&self) -> Option<UserId> {
            Some(*self)
        }
    }
}
