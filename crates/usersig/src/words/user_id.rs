//! The user of IM and TRTC who logs in.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::str::FromStr;

use crate::bytes::short_text::ShortText;
use crate::codes::error_code::ErrorCode;
use crate::words::printable_name::{self, BadName, printable_name};

printable_name! {
    /// An account of an app, as the business server names it, in 1 to 32 printable ASCII characters.
    ///
    /// This is the rule that the SDKs enforce with code 7003 (`TIMErrorCode.h`). The documents advise letters, digits,
    /// `_` and `-` only (see [`uses_advised_alphabet`](Self::uses_advised_alphabet)). UserIDs are compared byte by
    /// byte. A service other than IM and TRTC may allow longer names, as an [`Identifier`](crate::Identifier).
    ///
    /// ```
    /// # use usersig::UserId;
    /// let alice = UserId::new("alice")?;
    /// assert_eq!(alice.as_str(), "alice");
    /// # Ok::<(), usersig::InvalidUserId>(())
    /// ```
    UserId, 32, "user id";
    /// Why a text is not a [`UserId`].
    InvalidUserId
}

impl UserId {
    /// Whether the UserID has only letters, digits, `_` and `-`, as the login guides advise.
    #[must_use]
    pub fn uses_advised_alphabet(&self) -> bool {
        self.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    }
}

impl InvalidUserId {
    /// The code with which an SDK refuses such a UserID, 7003.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::Empty | Self::NotPrintableAscii { .. } | Self::TooLong { .. } => ErrorCode::COMM_INVALID_IDENTIFIER,
        }
    }
}
