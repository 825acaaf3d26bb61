//! Values of C as values of the library.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::time::Duration;

use usersig::{Identifier, Lifetime, Privileges, Room, SdkAppId, SecretKey, Tolerances, UnixTime, UserId};

use crate::failure::Failure;
use crate::pointers;

/// The name is a UserID of IM and TRTC, with up to 32 printable ASCII characters.
pub const USERSIG_USER_ID: u32 = 0;
/// The name is an identifier of up to 128 printable ASCII characters, for services other than IM and TRTC.
pub const USERSIG_IDENTIFIER: u32 = 1;

/// Set as `future_tolerance` to accept every ticket that was issued in the future, and as `valid_after` to revoke none.
pub const USERSIG_UNLIMITED: u64 = u64::MAX;

/// How strictly times are judged. NULL stands for `USERSIG_DEFAULT_TOLERANCES`. Start with it and change members.
/// `{.leeway = 60}` sets the others to 0, so a ticket that was issued one second after now is refused.
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

/// A TRTC room. A number other than 0 is a roomId, and the name is not read. With number 0, the name is a strRoomId.
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
        _ => Err(Failure::invalid("name_kind is neither USERSIG_USER_ID nor USERSIG_IDENTIFIER")),
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
/// The number of the room is initialized. If it is 0, then so is the name, which is valid for its length.
pub(crate) unsafe fn room(room: Option<&MaybeUninit<usersig_room>>) -> Result<Room, Failure> {
    let room = pointers::given(room, "room")?.as_ptr();
    // SAFETY: the caller promises that the number is initialized.
    let number = unsafe { (*room).number };
    if number != 0 {
        return Room::number(number).map_err(Failure::invalid);
    }
    // SAFETY: the number is 0, so the caller promises the name.
    let name = unsafe { pointers::text((*room).name, (*room).name_len, "room name") }?;
    Room::name(name).map_err(Failure::invalid)
}

pub(crate) fn tolerances(tolerances: Option<&usersig_tolerances>) -> Result<Tolerances, Failure> {
    let Some(asked) = tolerances else { return Ok(Tolerances::default()) };
    let limited = |seconds: u64| (seconds != USERSIG_UNLIMITED).then_some(seconds);
    let valid_after = limited(asked.valid_after).map(|seconds| time(seconds, "valid_after")).transpose()?;
    Tolerances::default()
        .with_leeway(Duration::from_secs(asked.leeway))
        .and_then(|known| known.with_future_tolerance(limited(asked.future_tolerance).map(Duration::from_secs)))
        .map(|known| known.with_valid_after(valid_after))
        .map_err(Failure::invalid)
}

/// A time that tickets can state. The library's own type replaces a later one, for example the -1 of a failed `time()`.
pub(crate) fn time(seconds: u64, noun: &str) -> Result<UnixTime, Failure> {
    let latest = UnixTime::MAX.as_secs();
    if seconds > latest {
        return Err(Failure::invalid(format_args!("{noun} is {seconds}, at most {latest} is allowed")));
    }
    Ok(UnixTime::from_secs(seconds))
}

pub(crate) fn app(number: u32) -> Result<SdkAppId, Failure> {
    SdkAppId::new(number).map_err(Failure::invalid)
}

/// How long a ticket is valid and when it is signed. A ticket that would expire after the last time is refused, because it
/// could not state its lifetime.
pub(crate) fn lifetime_and_time(lifetime: u64, now: u64) -> Result<(Lifetime, UnixTime), Failure> {
    let (lifetime, now) = (Lifetime::from_secs(lifetime).map_err(Failure::invalid)?, time(now, "now")?);
    if UnixTime::MAX.since(now) < lifetime.into() {
        let latest = UnixTime::MAX;
        return Err(Failure::invalid(format_args!("a ticket that is signed at {now} would expire after {latest}")));
    }
    Ok((lifetime, now))
}

pub(crate) fn privileges(bits: u32) -> Result<Privileges, Failure> {
    u8::try_from(bits).map(Privileges::from_bits).map_err(|_| Failure::invalid("privileges are bits from 0 to 255"))
}
