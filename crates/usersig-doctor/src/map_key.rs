//! The rights in a room: whether they agree with their ticket, and are those that are needed.

use usersig::{InvalidRoom, Privileges, Room, UnixTime, Unverified, UnverifiedRoom, UnverifiedUserBuf};

use crate::base64;
use crate::claims::Claims;
use crate::fault::MapFault;
use crate::hints::{Hints, TicketKind};

/// What is wrong with the rights of a ticket that was read. A UserSig has none, and where one is meant nobody asks.
pub(crate) fn check(unverified: &Unverified, claims: &Claims, hints: &Hints<'_>) -> Vec<MapFault> {
    let Some(map) = unverified.userbuf.as_ref().filter(|_| hints.meant_kind() != Some(TicketKind::UserSig)) else {
        return Vec::new();
    };
    let app = unverified.sdk_app_id.number();
    if map.as_ref().map_or(true, |map| map.sdk_app_id != app) && is_little_endian(claims, app) {
        return vec![MapFault::ByteOrder];
    }
    match map {
        Ok(map) => contradictions(unverified, map, hints).into_iter().chain(room(map, hints)).collect(),
        Err(bad) => vec![MapFault::Layout(*bad)],
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

fn contradictions(unverified: &Unverified, map: &UnverifiedUserBuf, hints: &Hints<'_>) -> Vec<MapFault> {
    let mut faults = Vec::new();
    if map.account != unverified.user_id {
        faults.push(MapFault::Account { account: map.account.clone(), user_id: unverified.user_id.clone() });
    }
    let (inner, outer) = (map.sdk_app_id, unverified.sdk_app_id.number());
    if inner != outer {
        faults.push(MapFault::SdkAppId { inner, outer });
    }
    let (inner, outer) = (map.expires_at, unverified.expires_at);
    // The official signers read the clock twice.
    if inner.as_secs().abs_diff(outer.as_secs()) > 1 {
        let expired = hints.is_over(inner) && !hints.is_over(outer);
        faults.push(MapFault::Expiry { inner, outer, expired });
    }
    faults
}

fn room(map: &UnverifiedUserBuf, hints: &Hints<'_>) -> Vec<MapFault> {
    let mut faults = Vec::new();
    match (room_of(map), hints.room) {
        (Err(reason), _) => faults.push(MapFault::ImpossibleRoom { room: map.room.clone(), reason }),
        (Ok(named), Some(asked)) if named != asked => {
            faults.push(MapFault::WrongRoom { asked, named: map.room.clone() });
        }
        (Ok(_), _) => {}
    }
    let missing = hints.needed.without(map.privileges);
    if missing != Privileges::NONE {
        faults.push(MapFault::MissingPrivilege { missing, given: map.privileges });
    }
    faults
}

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
