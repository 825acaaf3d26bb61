//! Who caused a change.

use std::net::{IpAddr, Ipv4Addr};

use usersig_login::platform::Platform;

use crate::words::forced_logout::ForcedLogout;
use crate::words::kick_type::KickType;

/// The cause of the events of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// A device logged in, logged out or left.
    Device(Platform, IpAddr),
    /// The REST interface or the control plane.
    Rest(ForcedLogout),
    /// Time has passed.
    Time,
}

impl Cause {
    /// The operation that kicks devices, if it was not a login.
    pub(crate) const fn forced_logout(self) -> Option<ForcedLogout> {
        match self {
            Self::Rest(operation) => Some(operation),
            Self::Device(..) | Self::Time => None,
        }
    }

    /// How a page that is kicked by it hears of it.
    pub(crate) const fn kick_type(self) -> KickType {
        match self {
            Self::Device(platform, _) => KickType::by_login_on(platform),
            Self::Rest(_) | Self::Time => KickType::Rest,
        }
    }

    /// `OptPlatform` of State.StateChange (webhook document, where an iPhone is `IOS`).
    pub(crate) const fn opt_platform(self) -> &'static str {
        match self {
            Self::Device(Platform::IPhone, _) => "IOS",
            Self::Device(platform, _) => platform.as_str(),
            Self::Rest(_) => "RESTAPI",
            Self::Time => "Unknown",
        }
    }

    /// `ClientIP` of State.StateChange.
    pub(crate) const fn client_ip(self) -> IpAddr {
        match self {
            Self::Device(_, address) => address,
            Self::Rest(_) | Self::Time => IpAddr::V4(Ipv4Addr::LOCALHOST),
        }
    }
}
