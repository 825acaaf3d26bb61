//! How the Web SDK is told who kicked it.

use serde::{Deserialize, Serialize};
use usersig_login::platform::Platform;
use utoipa::ToSchema;

/// `KickType` in `stat_forceoffline`. The numbers were observed with the Web SDK 3.6.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KickType {
    /// `multipleAccount`, another page of the same user.
    AnotherPage,
    /// `multipleDevice`, a device on another platform.
    AnotherPlatform,
    /// `REST_API_Kick`, the REST call `kick`, a deletion or a block.
    Rest,
}

impl KickType {
    /// The kick that a login on this platform causes on a page.
    pub(crate) const fn by_login_on(platform: Platform) -> Self {
        match platform {
            Platform::Web => Self::AnotherPage,
            Platform::Android
            | Platform::IPad
            | Platform::IPhone
            | Platform::Linux
            | Platform::Mac
            | Platform::Windows => Self::AnotherPlatform,
        }
    }

    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::AnotherPage => 1,
            Self::AnotherPlatform => 2,
            Self::Rest => 3,
        }
    }
}
