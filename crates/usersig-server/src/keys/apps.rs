//! The apps of the service.

use std::collections::HashMap;
use std::sync::Arc;

use usersig::{Identifier, InvalidIdentifier, InvalidUserId, SdkAppId, UserId};

use crate::keys::rotation::AppKeys;

/// An app, its keys and its administrators.
pub(crate) struct App {
    pub(crate) keys: AppKeys,
    pub(crate) long_identifiers: bool,
    admins: Vec<String>,
}

/// The administrator that every app has.
const ADMINISTRATOR: &str = "administrator";

impl App {
    pub(crate) fn new(keys: AppKeys, long_identifiers: bool, admins: Vec<String>) -> Self {
        Self { keys, long_identifiers, admins }
    }

    /// Whether a name is an administrator's. Case and outer blanks are ignored, because Tencent does not document whether
    /// its own comparison ignores them.
    pub(crate) fn is_admin(&self, name: &str) -> bool {
        let name = name.trim();
        let is = |admin: &str| admin.trim().eq_ignore_ascii_case(name);
        is(ADMINISTRATOR) || self.admins.iter().any(|admin| is(admin))
    }

    /// Reads the name of a user.
    pub(crate) fn identifier(&self, text: &str) -> Result<Identifier, InvalidName> {
        if self.long_identifiers {
            return Identifier::new(text).map_err(InvalidName::Identifier);
        }
        UserId::new(text).map(Identifier::from).map_err(InvalidName::UserId)
    }
}

/// Why a text does not name a user of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InvalidName {
    Identifier(InvalidIdentifier),
    UserId(InvalidUserId),
}

impl std::fmt::Display for InvalidName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Identifier(invalid) => invalid.fmt(f),
            Self::UserId(invalid) => invalid.fmt(f),
        }
    }
}

impl std::error::Error for InvalidName {}

/// All apps, and the one that requests without `X-Sdk-App-Id` mean.
pub(crate) struct Apps {
    pub(crate) apps: HashMap<SdkAppId, Arc<App>>,
    pub(crate) default: Option<SdkAppId>,
}
