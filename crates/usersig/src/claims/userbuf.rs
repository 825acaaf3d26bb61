//! The userbuf of a PrivateMapKey: a user's privileges in one TRTC room, as bytes (TRTC, "advanced permission control").

use std::error::Error;
use std::fmt;

use crate::bytes::byte_writer::ByteWriter;
use crate::claims::claims::Claims;
use crate::words::privileges::Privileges;
use crate::words::room::{Room, RoomName};
use crate::words::time::UnixTime;
use crate::words::user_id::UserId;

/// The values a userbuf states. Its numbers are big-endian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UserBuf<'a> {
    pub(crate) account: &'a [u8],
    pub(crate) sdk_app_id: u32,
    pub(crate) room: UserBufRoom<'a>,
    pub(crate) expires_at: u32,
    pub(crate) privileges: Privileges,
}

/// A room as a userbuf names it. Number 0 and every name can be read, but not every one of them is a [`Room`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserBufRoom<'a> {
    Name(&'a str),
    Number(u32),
}

impl<'a> From<&'a Room> for UserBufRoom<'a> {
    fn from(room: &'a Room) -> Self {
        match room {
            Room::Name(name) => Self::Name(name.as_str()),
            Room::Number(number) => Self::Number(number.get()),
        }
    }
}

impl<'a> UserBuf<'a> {
    /// Version, account with its length, five numbers, room name with its length.
    pub(crate) const MAX_SIGNED_LEN: usize = 1 + 2 + UserId::MAX_LEN + 5 * 4 + 2 + RoomName::MAX_LEN;

    const NUMBERED_ROOM: u8 = 0;
    const NAMED_ROOM: u8 = 1;

    pub(crate) fn write<'out>(&self, buffer: &'out mut [u8; UserBuf::MAX_SIGNED_LEN]) -> &'out [u8] {
        let (version, number, name) = match self.room {
            UserBufRoom::Name(name) => (Self::NAMED_ROOM, 0, Some(name)),
            UserBufRoom::Number(number) => (Self::NUMBERED_ROOM, number, None),
        };
        let mut out = ByteWriter::new(buffer);
        out.push(&[version]);
        push_sized(&mut out, self.account);
        for number in [self.sdk_app_id, number, self.expires_at, self.privileges.bits().into(), 0] {
            out.push(&number.to_be_bytes());
        }
        if let Some(name) = name {
            push_sized(&mut out, name.as_bytes());
        }
        out.into_written()
    }

    /// Reads all bytes, or says which part is bad. The last number is the account type, which has no meaning here.
    pub(crate) fn read(mut bytes: &'a [u8]) -> Result<Self, BadUserBuf> {
        let [version] = take_array(&mut bytes)?;
        let account = take_sized(&mut bytes)?;
        let sdk_app_id = take_u32(&mut bytes)?;
        let number = take_u32(&mut bytes)?;
        let expires_at = take_u32(&mut bytes)?;
        let privileges = u8::try_from(take_u32(&mut bytes)?).map_err(|_| BadUserBuf::Privileges)?;
        let _account_type = take_u32(&mut bytes)?;
        let room = match (version, number) {
            (Self::NUMBERED_ROOM, number) => UserBufRoom::Number(number),
            (Self::NAMED_ROOM, 0) => UserBufRoom::Name(room_name(take_sized(&mut bytes)?)?),
            (Self::NAMED_ROOM, _) => return Err(BadUserBuf::Room),
            (_, _) => return Err(BadUserBuf::Version { version }),
        };
        if !bytes.is_empty() {
            return Err(BadUserBuf::Length);
        }
        Ok(Self { account, sdk_app_id, room, expires_at, privileges: Privileges::from_bits(privileges) })
    }

    /// A PrivateMapKey states its account and its app twice. Both must be those of the ticket.
    pub(crate) fn check_against(&self, claims: &Claims<'_>) -> Result<(), BadUserBuf> {
        if self.account != claims.identifier {
            return Err(BadUserBuf::Account);
        }
        if self.sdk_app_id != claims.sdk_app_id.number() {
            return Err(BadUserBuf::SdkAppId);
        }
        Ok(())
    }

    pub(crate) fn expires_at(&self) -> UnixTime {
        UnixTime::from_secs(self.expires_at.into())
    }
}

fn push_sized(out: &mut ByteWriter<'_>, bytes: &[u8]) {
    let len = u16::try_from(bytes.len()).expect("UserIDs have at most 32 bytes and room names 64");
    out.push(&len.to_be_bytes());
    out.push(bytes);
}

fn room_name(bytes: &[u8]) -> Result<&str, BadUserBuf> {
    match str::from_utf8(bytes) {
        Ok(name) if !name.is_empty() => Ok(name),
        _ => Err(BadUserBuf::Room),
    }
}

fn take_array<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], BadUserBuf> {
    let (taken, rest) = bytes.split_first_chunk().ok_or(BadUserBuf::Length)?;
    *bytes = rest;
    Ok(*taken)
}

fn take_u32(bytes: &mut &[u8]) -> Result<u32, BadUserBuf> {
    take_array(bytes).map(u32::from_be_bytes)
}

fn take_sized<'a>(bytes: &mut &'a [u8]) -> Result<&'a [u8], BadUserBuf> {
    let len = u16::from_be_bytes(take_array(bytes)?);
    let (taken, rest) = bytes.split_at_checked(len.into()).ok_or(BadUserBuf::Length)?;
    *bytes = rest;
    Ok(taken)
}

/// Why the userbuf of a ticket gives no privileges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadUserBuf {
    /// The userbuf names another account than its ticket.
    Account,
    /// The userbuf is cut off, or bytes follow its end.
    Length,
    /// The userbuf has privilege bits above the eight that exist.
    Privileges,
    /// The room is empty, is not UTF-8, or is both a number and a name.
    Room,
    /// The userbuf names another app than its ticket.
    SdkAppId,
    /// The userbuf has a version other than 0 and 1.
    Version {
        /// The version it states.
        version: u8,
    },
}

impl fmt::Display for BadUserBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account => f.write_str("userbuf names another account than its ticket"),
            Self::Length => f.write_str("userbuf is cut off, or bytes follow its end"),
            Self::Privileges => f.write_str("userbuf has privilege bits above 255"),
            Self::Room => f.write_str("userbuf does not name exactly one room"),
            Self::SdkAppId => f.write_str("userbuf names another app than its ticket"),
            Self::Version { version } => write!(f, "userbuf has version {version}, only 0 and 1 exist"),
        }
    }
}

impl Error for BadUserBuf {}
