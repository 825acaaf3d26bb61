//! Why a call about accounts is refused, and with which code.

use std::error::Error;
use std::fmt;

use usersig::{ErrorCode, UnixTime};

/// Why a call about accounts is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AccountRefused {
    /// The app has as many accounts as it may have.
    AccountsExceeded {
        /// How many it may have.
        allowed: u32,
    },
    /// The call names none, or too many.
    Count {
        /// How many it names.
        count: usize,
        /// How many it may name.
        allowed: usize,
    },
    /// The app's accounts cannot be deleted.
    DeletionRefused,
    /// There is no such account.
    NoAccount,
    /// The account has another valid-after time than the one to take back.
    OtherValidAfter {
        /// The one to take back.
        asked: UnixTime,
        /// The one it has.
        current: Option<UnixTime>,
    },
    /// The query names none, or too many.
    QueryCount {
        /// How many it names.
        count: usize,
        /// How many it may name.
        allowed: usize,
    },
}

impl AccountRefused {
    /// The number (REST document). For a query the documents name 90011 among its codes, which the error code page
    /// explains with more than 500 accounts.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::AccountsExceeded { .. } => ErrorCode::SVR_ACCOUNT_COUNT_LIMIT,
            Self::Count { .. } => ErrorCode::INVALID_COUNT,
            Self::DeletionRefused => ErrorCode::new(71_000),
            Self::NoAccount => ErrorCode::SVR_ACCOUNT_NOT_FOUND,
            Self::OtherValidAfter { .. } => ErrorCode::SVR_ACCOUNT_INVALID_PARAMETERS,
            Self::QueryCount { .. } => ErrorCode::new(90_011),
        }
    }
}

impl fmt::Display for AccountRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AccountsExceeded { allowed } => write!(f, "app already has its {allowed} accounts"),
            Self::Count { count, allowed } | Self::QueryCount { count, allowed } => {
                write!(f, "call names {count} accounts, it may name 1 to {allowed}")
            }
            Self::DeletionRefused => f.write_str("accounts of this app cannot be deleted"),
            Self::NoAccount => f.write_str("account does not exist"),
            Self::OtherValidAfter { asked, current: Some(current) } => {
                write!(f, "account was last kicked at {current}, not at {asked}")
            }
            Self::OtherValidAfter { asked, current: None } => write!(f, "account was not kicked at {asked}"),
        }
    }
}

impl Error for AccountRefused {}
