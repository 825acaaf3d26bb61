//! A user of an app.

use usersig::{Identifier, SdkAppId};

/// The user whose tickets are signed, judged or revoked. The same name in two apps is two accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Account {
    pub(crate) sdk_app_id: SdkAppId,
    pub(crate) identifier: Identifier,
}
