//! Values of C as values of the library.

use std::ffi::c_char;
use std::time::Duration;

use usersig::{Identifier, Lifetime, Privileges, Room, SdkAppId, SecretKey, Tolerances, UnixTime, UserId};

use crate::failure::Failure;
use crate::pointers;

/// This `name` stands for a UserID of IM and TRTC, with up to 32 printable ASCII characters.
pub const USERSIG_USER_ID: u32 = 0;
/// This `name` stands for an identifier of up to 128 printable ASCII characters, for services other than IM and TRTC.
pub const USERSIG_IDENTIFIER: u32 = 1;

/// Set as `future_tolerance` to accept every ticket that was issued in the future, and as `valid_after` to revoke none.
pub const USERSIG_UNLIMITED: u64 = u64::MAX;

/// How strictly times are judged. NULL stands for `{0, USERSIG_UNLIMITED, USERSIG_UNLIMITED}`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct usersig_tolerances {
    /// Accepts a ticket for this many seconds after it expired. At most a day.
    pub leeway: u64,
    /// Refuses a ticket that was issued more than this many seconds after now. At most a day.
    pub future_tolerance: u64,
    /// Refuses a ticket that was issued at this time or earlier.
    pub valid_after: u64,
}

/// A TRTC room. A number other than 0 is a roomId. With number 0, the name is a strRoomId.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct usersig_room {
    /// The number of the room, or 0.
    pub number: u32,
    /// The name of the room, if its number is 0.
    pub name: *const c_char,
    /// The length of the name.
    pub name_len: usize,
}

pub(crate) enum Name {
    Identifier(Identifier),
    UserId(UserId),
}

/// # Safety
/// As [`pointers::text`].
pub(crate) unsafe fn name(kind: u32, start: *const c_char, len: usize) -> Result<Name, Failure> {
    // SAFETY: the caller promises it.
    let text = unsafe { pointers::text(start, len, "user id") }?;
    match kind {
        USERSIG_USER_ID => UserId::new(text).map(Name::UserId).map_err(Failure::invalid),
        USERSIG_IDENTIFIER => Identifier::new(text).map(Name::Identifier).map_err(Failure::invalid),
        _ => Err(Failure::invalid("name is neither USERSIG_USER_ID nor USERSIG_IDENTIFIER")),
    }
}

/// # Safety
/// As [`pointers::text`].
pub(crate) unsafe fn user(start: *const c_char, len: usize) -> Result<UserId, Failure> {
    // SAFETY: the caller promises it.
    UserId::new(unsafe { pointers::text(start, len, "user id") }?).map_err(Failure::invalid)
}

/// # Safety
/// As [`pointers::bytes`].
pub(crate) unsafe fn key(start: *const u8, len: usize) -> Result<SecretKey, Failure> {
    // SAFETY: the caller promises it.
    SecretKey::from_file(unsafe { pointers::bytes(start, len, "key") }?).map_err(Failure::invalid)
}

/// # Safety
/// The name of the room is valid for its length.
pub(crate) unsafe fn room(room: Option<&usersig_room>) -> Result<Room, Failure> {
    let room = pointers::given(room, "room")?;
    if room.number != 0 {
        return Room::number(room.number).map_err(Failure::invalid);
    }
    // SAFETY: the caller promises it.
    Room::name(unsafe { pointers::text(room.name, room.name_len, "room name") }?).map_err(Failure::invalid)
}

pub(crate) fn tolerances(tolerances: Option<&usersig_tolerances>) -> Result<Tolerances, Failure> {
    let Some(asked) = tolerances else { return Ok(Tolerances::default()) };
    let limited = |seconds: u64| (seconds != USERSIG_UNLIMITED).then_some(seconds);
    Tolerances::default()
        .with_leeway(Duration::from_secs(asked.leeway))
        .and_then(|known| known.with_future_tolerance(limited(asked.future_tolerance).map(Duration::from_secs)))
        .map(|known| known.with_valid_after(limited(asked.valid_after).map(UnixTime::from_secs)))
        .map_err(Failure::invalid)
}

pub(crate) fn app(number: u32) -> Result<SdkAppId, Failure> {
    SdkAppId::new(number).map_err(Failure::invalid)
}

pub(crate) fn lifetime(seconds: u64) -> Result<Lifetime, Failure> {
    Lifetime::from_secs(seconds).map_err(Failure::invalid)
}

pub(crate) fn privileges(bits: u32) -> Result<Privileges, Failure> {
    u8::try_from(bits).map(Privileges::from_bits).map_err(|_| Failure::invalid("privileges are bits from 0 to 255"))
}
