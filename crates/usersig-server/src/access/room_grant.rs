//! The rooms that a user's login token allows.

use serde::Deserialize;
use serde_json::Value;
use usersig::{Privileges, Room};

use crate::words::object::Object;

/// One room, and the privileges a user may have in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RoomGrant {
    pub(crate) room: Room,
    pub(crate) privileges: Privileges,
}

/// A room as the claim writes it, with the same members as a request for a room key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    room_id: Option<u32>,
    room_name: Option<String>,
    privileges: Vec<String>,
}

/// Reads the claim. `None` if any part of it is not understood, because a part that is skipped could have been a limit.
pub(crate) fn read(claim: &Value) -> Option<Vec<RoomGrant>> {
    let written = Vec::<Object<Written>>::deserialize(claim).ok()?;
    written.iter().map(|Object(written)| room_grant(written)).collect()
}

fn room_grant(written: &Written) -> Option<RoomGrant> {
    Some(RoomGrant {
        room: room(written.room_id, written.room_name.as_deref())?,
        privileges: privileges(&written.privileges)?,
    })
}

/// The room, which has exactly one of the two.
pub(crate) fn room(room_id: Option<u32>, room_name: Option<&str>) -> Option<Room> {
    match (room_id, room_name) {
        (Some(number), None) => Room::number(number).ok(),
        (None, Some(name)) => Room::name(name).ok(),
        _ => None,
    }
}

/// The privileges of these names. `None` if one is not the name of a privilege or of a set of privileges.
pub(crate) fn privileges<T: AsRef<str>>(names: &[T]) -> Option<Privileges> {
    names.iter().try_fold(Privileges::NONE, |set, name| Some(set | named(name.as_ref())?))
}

fn named(name: &str) -> Option<Privileges> {
    // Without the numbers and lists that the text form of privileges also has.
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    is_name.then(|| name.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_claim_names_rooms_and_privileges() {
        let claim = json!([
            {"room_id": 7, "privileges": ["enter", "recv-audio"]},
            {"room_name": "7", "privileges": ["all"]},
        ]);
        let privileges = Privileges::ENTER | Privileges::RECV_AUDIO;
        assert_eq!(
            read(&claim).unwrap(),
            [
                RoomGrant { room: Room::number(7).unwrap(), privileges },
                RoomGrant { room: Room::name("7").unwrap(), privileges: Privileges::ALL },
            ]
        );
    }

    #[test]
    fn a_claim_with_one_part_that_is_not_understood_grants_nothing() {
        let good = json!({"room_id": 7, "privileges": ["enter"]});
        for bad in [
            json!({"room_id": 0, "privileges": ["enter"]}),
            json!({"room_id": 7, "room_name": "seven", "privileges": ["enter"]}),
            json!({"privileges": ["enter"]}),
            json!({"room_id": 7, "privileges": ["fly"]}),
            json!({"room_id": 7, "privileges": ["255"]}),
            json!({"room_id": 7, "privileges": ["enter,create"]}),
            json!({"room_id": 7, "privileges": [""]}),
            json!({"room_id": 7, "privileges": ["enter"], "until": 1}),
            json!([7, null, ["enter"]]),
        ] {
            assert_eq!(read(&json!([good, bad])), None, "{bad}");
        }
        assert_eq!(read(&json!("7")), None);
    }
}
