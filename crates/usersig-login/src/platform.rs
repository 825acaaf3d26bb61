//! The platforms an account can be logged in on.

use std::fmt;

/// A kind of device, as the login settings of the console distinguish them.
///
/// Source: feature introduction and online status documents. They have no kind for `HarmonyOS`, so this crate has none.
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

    /// The usual name.
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

    /// Whether push reaches a device that lost its process or its link, so that it stays push-online for 7 days.
    ///
    /// The online status document lists Android, iPhone and iPad. Its editions disagree about the Mac.
    #[must_use]
    pub const fn is_reached_by_push(self, mac_push: MacPush) -> bool {
        match self {
            Self::Android | Self::IPad | Self::IPhone => true,
            Self::Linux | Self::Web | Self::Windows => false,
            Self::Mac => matches!(mac_push, MacPush::Edition2024),
        }
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

/// Whether push reaches a Mac. Editions of the online status document disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum MacPush {
    /// Yes (269/3665 of 2024).
    #[default]
    Edition2024,
    /// No (1047/33518 of 2025-01-14).
    Edition2025,
}

/// The framework an app is built with, if it is not the platform itself.
///
/// The sources are the login guide (Flutter counts as the result of its compilation) and the feature introduction and
/// online status documents (the JavaScript SDKs count as Web).
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
    /// The platform its logins count as.
    #[must_use]
    pub const fn platform(self) -> Platform {
        match self {
            Self::Flutter(compiled_for) => compiled_for,
            Self::MiniGame | Self::MiniProgram | Self::ReactNative | Self::UniApp => Platform::Web,
        }
    }
}
