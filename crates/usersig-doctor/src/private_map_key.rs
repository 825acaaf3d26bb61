//! The privileges in a room: whether they agree with their ticket, and are those that are needed.

use usersig::{InvalidRoom, Privileges, Room, UnixTime, Unverified, UnverifiedRoom, UnverifiedUserBuf};

use crate::base64;
use crate::claims::Claims;
use crate::fault::{NotAUserBuf, PrivateMapKeyFault};
use crate::hints::{Hints, TicketKind};

/// The faults of the privileges in a ticket that was read. A UserSig has no privileges, so nothing is checked if one is meant.
pub(crate) fn check(unverified: &Unverified, claims: &Claims, hints: &Hints<'_>) -> Vec<PrivateMapKeyFault> {
    let Some(map) = unverified.userbuf.as_ref().filter(|_| hints.meant_kind() != Some(TicketKind::UserSig)) else {
        return Vec::new();
    };
    let app = unverified.sdk_app_id.number();
    if map.as_ref().map_or(true, |map| map.sdk_app_id != app) && is_little_endian(claims, app) {
        return vec![PrivateMapKeyFault::ByteOrder];
    }
    match map {
        Ok(map) => contradictions(unverified, map, hints).into_iter().chain(room(map, unverified, hints)).collect(),
        Err(bad) => vec![PrivateMapKeyFault::Layout { bad: *bad, content: content(claims) }],
    }
}

/// The room a map key is for, as one that can be asked for.
pub(crate) fn room_of(map: &UnverifiedUserBuf) -> Result<Room, InvalidRoom> {
    match &map.room {
        UnverifiedRoom::Number(number) => Room::number(*number),
        UnverifiedRoom::Name(name) => Room::name(name),
        _ => Err(InvalidRoom::NameEmpty),
    }
}

/// The last second a ticket is good: the official signers read the clock twice, so of a map key's two ends the earlier.
pub(crate) fn end_of(unverified: &Unverified) -> UnixTime {
    let map = unverified.userbuf.as_ref().and_then(|map| map.as_ref().ok());
    map.map_or(unverified.expires_at, |map| map.expires_at.min(unverified.expires_at))
}

fn contradictions(unverified: &Unverified, map: &UnverifiedUserBuf, hints: &Hints<'_>) -> Vec<PrivateMapKeyFault> {
    let mut faults = Vec::new();
    if map.account != unverified.user_id {
        faults.push(PrivateMapKeyFault::Account { account: map.account.clone(), user_id: unverified.user_id.clone() });
    }
    let (inner, outer) = (map.sdk_app_id, unverified.sdk_app_id.number());
    if inner != outer {
        faults.push(PrivateMapKeyFault::SdkAppId { inner, outer });
    }
    let (inner, outer) = (map.expires_at, unverified.expires_at);
    // The official signers read the clock twice.
    if inner.as_secs().abs_diff(outer.as_secs()) > 1 {
        let expired = hints.is_over(inner) && !hints.is_over(outer);
        faults.push(PrivateMapKeyFault::Expiry { inner, outer, expired });
    }
    faults
}

fn room(map: &UnverifiedUserBuf, unverified: &Unverified, hints: &Hints<'_>) -> Vec<PrivateMapKeyFault> {
    let mut faults = Vec::new();
    match (room_of(map), hints.room) {
        (Err(reason), _) => faults.push(PrivateMapKeyFault::ImpossibleRoom { room: map.room.clone(), reason }),
        (Ok(named), Some(asked)) if named != asked => {
            let is_account = match &map.room {
                UnverifiedRoom::Name(name) => !name.is_empty() && unverified.user_id.starts_with(name.as_str()),
                _ => false,
            };
            faults.push(PrivateMapKeyFault::WrongRoom { asked, named: map.room.clone(), is_account });
        }
        (Ok(_), _) => {}
    }
    let missing = hints.needed.without(map.privileges);
    if missing != Privileges::NONE {
        faults.push(PrivateMapKeyFault::MissingPrivilege { missing, given: map.privileges });
    }
    faults
}

/// The form of the bytes that could not be read.
fn content(claims: &Claims) -> Option<NotAUserBuf> {
    let bytes = claims.userbuf.as_deref().and_then(base64::decode_standard)?;
    let text = str::from_utf8(&bytes).ok().filter(|text| !text.contains(char::is_control));
    match text {
        Some("") => Some(NotAUserBuf::Empty),
        Some(text) if serde_json::from_str::<serde_json::Value>(text).is_ok_and(|value| value.is_object()) => {
            Some(NotAUserBuf::Json)
        }
        Some(text) if base64::from_hex(text.as_bytes()).is_some() => Some(NotAUserBuf::Hex),
        Some(text) if base64::decode_standard(text).is_some() => Some(NotAUserBuf::Base64),
        Some(_) => Some(NotAUserBuf::Text),
        None => of_parts(&bytes),
    }
}

/// A userbuf that ends too early, has bytes behind it, or privileges that do not exist.
fn of_parts(bytes: &[u8]) -> Option<NotAUserBuf> {
    let sized = |at: usize| {
        let len = bytes.get(at..)?.first_chunk::<2>()?;
        Some(at + 2 + usize::from(u16::from_be_bytes(*len)))
    };
    let behind_numbers = sized(1)? + NUMBERS;
    let needed = match bytes.first()? {
        1 => sized(behind_numbers).unwrap_or(behind_numbers + 2),
        _ => behind_numbers,
    };
    let privileges =
        bytes.get(behind_numbers - 8..).and_then(<[u8]>::first_chunk).map(|word| u32::from_be_bytes(*word));
    match bytes.get(needed..) {
        None => Some(NotAUserBuf::TooShort { bytes: bytes.len(), needed }),
        Some([]) => privileges.filter(|number| *number > 255).map(|number| NotAUserBuf::Privileges { number }),
        Some(rest) => Some(NotAUserBuf::LeftOver { count: rest.len(), are_zeros: rest.iter().all(|byte| *byte == 0) }),
    }
}

/// Five numbers of four bytes.
const NUMBERS: usize = 20;

/// Whether the ticket's app stands in the userbuf with its bytes turned round, behind an account of either length.
fn is_little_endian(claims: &Claims, app: u32) -> bool {
    let Some(bytes) = claims.userbuf.as_deref().and_then(base64::decode_standard) else { return false };
    let [_, high, low, rest @ ..] = &bytes[..] else { return false };
    let app_at = |account_len: u16| rest.get(usize::from(account_len)..).and_then(<[u8]>::first_chunk);
    [u16::from_be_bytes([*high, *low]), u16::from_le_bytes([*high, *low])]
        .into_iter()
        .filter_map(app_at)
        .any(|bytes| u32::from_le_bytes(*bytes) == app && u32::from_be_bytes(*bytes) != app)
}
