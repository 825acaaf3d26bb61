//! Where an account is logged in.

use std::fmt;

/// A kind of device, as the login settings of the console tell them apart.
///
/// Source: feature introduction and online status documents. `HarmonyOS` has no kind of its own there, so it has none
/// here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Platform {
    /// Android phones and tablets.
    Android,
    /// iPhone.
    #[cfg_attr(feature = "serde", serde(rename = "iPhone"))]
    IPhone,
    /// iPad.
    #[cfg_attr(feature = "serde", serde(rename = "iPad"))]
    IPad,
    /// Windows.
    Windows,
    /// macOS.
    Mac,
    /// Linux.
    Linux,
    /// Browsers, and everything built on the JavaScript SDK.
    Web,
}

impl Platform {
    /// Every platform, in the order of the documents.
    pub const ALL: [Self; 7] =
        [Self::Android, Self::IPhone, Self::IPad, Self::Windows, Self::Mac, Self::Linux, Self::Web];

    /// The name people know.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Android => "Android",
            Self::IPhone => "iPhone",
            Self::IPad => "iPad",
            Self::Windows => "Windows",
            Self::Mac => "Mac",
            Self::Linux => "Linux",
            Self::Web => "Web",
        }
    }

    /// The name in `KickedDevice` of State.StateChange, where an iPhone is `iOS` (webhook document).
    #[must_use]
    pub const fn webhook_name(self) -> &'static str {
        match self {
            Self::IPhone => "iOS",
            other => other.as_str(),
        }
    }

    /// The name in `Detail` of `query_online_status`, which has one word for Windows and Linux (REST document).
    #[must_use]
    pub const fn status_name(self) -> &'static str {
        match self {
            Self::Windows | Self::Linux => "PC",
            other => other.as_str(),
        }
    }

    /// Whether a device that lost its process or its link stays push-online for 7 days, or is offline at once.
    ///
    /// The online status document lists Android, iPhone and iPad; its edition of 2024 adds the Mac, and the newest
    /// edition is followed.
    #[must_use]
    pub const fn is_reached_by_push(self) -> bool {
        matches!(self, Self::Android | Self::IPhone | Self::IPad | Self::Mac)
    }

    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What an app is built with, where that is not the platform itself.
///
/// Source: login guide (Flutter counts as the result of its compilation), feature introduction and online status
/// documents (the JavaScript SDKs count as Web).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Framework {
    /// Flutter, compiled for a platform.
    Flutter(Platform),
    /// A mini game.
    MiniGame,
    /// A mini program.
    MiniProgram,
    /// React Native, on the JavaScript SDK.
    ReactNative,
    /// uni-app, on the JavaScript SDK.
    UniApp,
}

impl Framework {
    /// As which platform its logins count.
    #[must_use]
    pub const fn platform(self) -> Platform {
        match self {
            Self::Flutter(compiled_for) => compiled_for,
            Self::MiniGame | Self::MiniProgram | Self::ReactNative | Self::UniApp => Platform::Web,
        }
    }
}
