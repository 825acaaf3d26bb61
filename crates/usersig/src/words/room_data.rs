//! Rooms as data (feature `serde`).
//!
//! A room is an object with one member, `{"room_id": 7}` or `{"room_name": "lobby"}`. The derived code of an enum reads
//! the same JSON, but reports a wrong member as a fault of the syntax. Web frameworks answer such a fault with 400, and a
//! fault of the data with 422.

use std::fmt;
use std::num::NonZeroU32;

use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::words::room::{InvalidRoom, Room, RoomName};
use crate::words::whole_number::WholeNumber;

const ROOM_ID: &str = "room_id";
const ROOM_NAME: &str = "room_name";

/// A room in a format for programs, which writes the number of a variant instead of its name.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Room")]
enum Compact {
    #[serde(rename = "room_name")]
    Name(RoomName),
    #[serde(rename = "room_id")]
    Number(RoomNumber),
}

impl Serialize for Room {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            let compact = match self {
                Self::Name(name) => Compact::Name(*name),
                Self::Number(number) => Compact::Number(RoomNumber(*number)),
            };
            return compact.serialize(serializer);
        }
        let mut object = serializer.serialize_struct("Room", 1)?;
        match self {
            Self::Name(name) => object.serialize_field(ROOM_NAME, name)?,
            Self::Number(number) => object.serialize_field(ROOM_ID, number)?,
        }
        object.end()
    }
}

impl<'de> Deserialize<'de> for Room {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Ok(match Compact::deserialize(deserializer)? {
                Compact::Name(name) => Self::Name(name),
                Compact::Number(RoomNumber(number)) => Self::Number(number),
            });
        }
        // In a flattened struct, this call does not consume the other members.
        deserializer.deserialize_struct("Room", &[ROOM_ID, ROOM_NAME], RoomVisitor)
    }
}

struct RoomVisitor;

impl<'de> Visitor<'de> for RoomVisitor {
    type Value = Room;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(r#"{"room_id": number} or {"room_name": text}"#)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Room, A::Error> {
        let room = match members.next_key::<String>()?.as_deref() {
            Some(ROOM_ID) => Room::Number(members.next_value::<RoomNumber>()?.0),
            Some(ROOM_NAME) => Room::Name(members.next_value()?),
            _ => return Err(Error::custom(NOT_ONE)),
        };
        match members.next_key::<String>()? {
            None => Ok(room),
            Some(_) => Err(Error::custom(NOT_ONE)),
        }
    }
}

const NOT_ONE: &str = r#"a room is {"room_id": number} or {"room_name": text}, exactly one of them"#;

#[derive(Serialize)]
#[serde(transparent)]
struct RoomNumber(NonZeroU32);

impl<'de> Deserialize<'de> for RoomNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let range = WholeNumber { most: u32::MAX.into(), otherwise: "room numbers are from 1 to 4294967295" };
        let number = deserializer.deserialize_u32(range)?;
        let number = u32::try_from(number).expect("the largest number is that of the type");
        NonZeroU32::new(number).map(Self).ok_or(InvalidRoom::NumberZero).map_err(Error::custom)
    }
}

impl Serialize for RoomName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for RoomName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).map_err(Error::custom)
    }
}
