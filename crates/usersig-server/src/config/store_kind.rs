//! The place of the revocations, as the file and the command line write it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::store::redis::address::{Address, InvalidAddress};

/// One of three kinds of stores.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) enum StoreKind {
    /// A file in the data directory.
    #[default]
    Embedded,
    /// Memory, for tests. A restart forgets every revocation.
    Memory,
    /// Redis, which several replicas of the service share.
    Redis(Address),
}

impl FromStr for StoreKind {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, InvalidAddress> {
        match text {
            "embedded" => Ok(Self::Embedded),
            "memory" => Ok(Self::Memory),
            address => address.parse().map(Self::Redis),
        }
    }
}

impl TryFrom<String> for StoreKind {
    type Error = InvalidAddress;

    fn try_from(text: String) -> Result<Self, InvalidAddress> {
        text.parse()
    }
}

impl From<StoreKind> for String {
    fn from(kind: StoreKind) -> Self {
        kind.to_string()
    }
}

impl fmt::Display for StoreKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embedded => f.write_str("embedded"),
            Self::Memory => f.write_str("memory"),
            Self::Redis(address) => address.fmt(f),
        }
    }
}
