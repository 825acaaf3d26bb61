//! The reasons not to restore a registry.

use std::error::Error;
use std::fmt;

use usersig::{SdkAppId, UserId};

use crate::service::state::snapshot::VERSION;

/// Why a registry is not restored.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestoreRefused {
    /// Changes are missing, or belong to another snapshot. The numbers are generation and sequence.
    ChangesOutOfOrder {
        /// The generation and the sequence that should come next.
        expected: (u64, u64),
        /// Those that came.
        found: (u64, u64),
    },
    /// A registry cannot have written this account.
    Contradiction {
        /// The account.
        user_id: UserId,
        /// The contradiction.
        what: &'static str,
    },
    /// More users have logged in on a day than were counted.
    Counts,
    /// The generation is so high that no registry can have reached it.
    Generation {
        /// The generation.
        generation: u64,
    },
    /// The snapshot belongs to another app.
    OtherApp {
        /// Its app.
        named: SdkAppId,
    },
    /// A newer snapshot is known.
    Outdated {
        /// The number of this one.
        generation: u64,
        /// The number of the newest one.
        known: u64,
    },
    /// A serial is so high that no registry can have reached it.
    Serial {
        /// The serial.
        serial: u64,
    },
    /// There are more accounts than keys.
    TooManyAccounts,
    /// The format has another version.
    Version {
        /// Its version.
        version: u32,
    },
}

impl fmt::Display for RestoreRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ChangesOutOfOrder { expected, found } => write!(
                f,
                "changes {} of snapshot {} should come next, not changes {} of snapshot {}",
                expected.1, expected.0, found.1, found.0
            ),
            Self::Contradiction { user_id, what } => write!(f, "account {user_id} contradicts itself: {what}"),
            Self::Counts => f.write_str("more users have logged in on a day than were counted"),
            Self::Generation { generation } => write!(f, "generation {generation} is too high"),
            Self::OtherApp { named } => write!(f, "snapshot is of app {named}"),
            Self::Outdated { generation, known } => {
                write!(f, "snapshot {generation} is older than the known snapshot {known}")
            }
            Self::Serial { serial } => write!(f, "serial {serial} is too high"),
            Self::TooManyAccounts => f.write_str("snapshot has more accounts than a registry can hold"),
            Self::Version { version } => write!(f, "snapshot has version {version}, this library reads {VERSION}"),
        }
    }
}

impl Error for RestoreRefused {}
