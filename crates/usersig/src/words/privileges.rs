//! The privileges of a user in a room.

use std::error::Error;
use std::fmt;
use std::ops::BitOr;
use std::str::FromStr;

#[cfg(feature = "serde")]
use crate::words::whole_number::WholeNumber;

/// A set of the eight privileges that a PrivateMapKey can give (TRTC, "advanced permission control").
///
/// ```
/// # use usersig::Privileges;
/// let listener = Privileges::ENTER | Privileges::RECV_AUDIO;
/// assert!(Privileges::AUDIENCE.contains(listener));
/// assert_eq!(listener.to_string(), "enter,recv-audio");
/// assert_eq!("enter,recv-audio".parse(), Ok(listener));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Privileges(#[cfg_attr(feature = "serde", serde(deserialize_with = "bits"))] u8);

impl Privileges {
    /// No privilege.
    pub const NONE: Self = Self(0);
    /// Create the room.
    pub const CREATE: Self = Self(1);
    /// Enter the room.
    pub const ENTER: Self = Self(2);
    /// Send audio.
    pub const SEND_AUDIO: Self = Self(4);
    /// Receive audio.
    pub const RECV_AUDIO: Self = Self(8);
    /// Send video.
    pub const SEND_VIDEO: Self = Self(16);
    /// Receive video.
    pub const RECV_VIDEO: Self = Self(32);
    /// Send the sub-stream, which is the shared screen.
    pub const SEND_SCREEN: Self = Self(64);
    /// Receive the sub-stream, which is the shared screen.
    pub const RECV_SCREEN: Self = Self(128);
    /// All privileges (255).
    pub const ALL: Self = Self(255);
    /// Enter, receive audio and receive video (42).
    pub const AUDIENCE: Self = Self(42);

    const NAMES: [(&'static str, Self); 8] = [
        ("create", Self::CREATE),
        ("enter", Self::ENTER),
        ("send-audio", Self::SEND_AUDIO),
        ("recv-audio", Self::RECV_AUDIO),
        ("send-video", Self::SEND_VIDEO),
        ("recv-video", Self::RECV_VIDEO),
        ("send-screen", Self::SEND_SCREEN),
        ("recv-screen", Self::RECV_SCREEN),
    ];

    /// The set with these bits. Every number is a set.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// The bits as a ticket states them.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Whether the set contains all privileges of `needed`.
    #[must_use]
    pub const fn contains(self, needed: Self) -> bool {
        needed.without(self).0 == 0
    }

    /// The privileges of this set that are not in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The names of the privileges, lowest bit first.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().filter(move |&(_, privilege)| self.contains(privilege)).map(|(name, _)| name)
    }
}

#[cfg(feature = "serde")]
fn bits<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let range = WholeNumber { most: u8::MAX.into(), otherwise: "privileges are a number from 0 to 255" };
    let bits = deserializer.deserialize_u8(range)?;
    Ok(u8::try_from(bits).expect("the largest number is that of the type"))
}

impl BitOr for Privileges {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl fmt::Display for Privileges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::NONE {
            return f.write_str("none");
        }
        for (index, name) in self.names().enumerate() {
            write!(f, "{}{name}", if index == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

/// Reads a number from 0 to 255, `all`, `audience`, `none`, or names separated by commas.
impl FromStr for Privileges {
    type Err = InvalidPrivileges;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "all" => Ok(Self::ALL),
            "audience" => Ok(Self::AUDIENCE),
            "none" => Ok(Self::NONE),
            number if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                number.parse().map(Self).map_err(|_| InvalidPrivileges)
            }
            names => names.split(',').try_fold(Self::NONE, |set, name| Ok(set | Self::named(name)?)),
        }
    }
}

impl Privileges {
    fn named(name: &str) -> Result<Self, InvalidPrivileges> {
        let found = Self::NAMES.into_iter().find(|(known, _)| *known == name);
        found.map(|(_, privilege)| privilege).ok_or(InvalidPrivileges)
    }
}

/// Says that a text is not a set of [`Privileges`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidPrivileges;

impl fmt::Display for InvalidPrivileges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "privileges are a number from 0 to 255, all, audience, none, or a list of ")?;
        Privileges::ALL.fmt(f)
    }
}

impl Error for InvalidPrivileges {}
