//! The words as data (feature `serde`). They are read through their constructors, so no invalid one comes in.

use std::fmt::Display;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::claims::mac::Fingerprint;
use crate::codes::cause::Cause;
use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::time::{Lifetime, UnixTime};

macro_rules! data {
    ($word:ty as $plain:ty: $write:expr, $read:expr) => {
        impl Serialize for $word {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let write: fn(&$word) -> _ = $write;
                Serialize::serialize(&write(self), serializer)
            }
        }

        impl<'de> Deserialize<'de> for $word {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let plain = <$plain>::deserialize(deserializer)?;
                let read: fn($plain) -> Result<$word, _> = $read;
                read(plain).map_err(refused)
            }
        }
    };
}

fn refused<E: serde::de::Error>(reason: impl Display) -> E {
    E::custom(reason)
}

data!(Lifetime as u64: |word| word.as_secs(), Lifetime::from_secs);
data!(Privileges as u8: |word| word.bits(), |bits| Ok::<_, &str>(Privileges::from_bits(bits)));
data!(SdkAppId as u32: |word| word.number(), SdkAppId::new);
data!(UnixTime as u64: |word| word.as_secs(), |secs| {
    Some(UnixTime::from_secs(secs)).filter(|time| time.as_secs() == secs).ok_or("this time is too far off")
});

/// A room is the one member it has.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PlainRoom {
    RoomId(u32),
    RoomName(String),
}

impl Serialize for Room {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plain = match self {
            Self::Name(name) => PlainRoom::RoomName(name.as_str().to_owned()),
            Self::Number(number) => PlainRoom::RoomId(number.get()),
        };
        plain.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Room {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let room = match PlainRoom::deserialize(deserializer)? {
            PlainRoom::RoomId(number) => Self::number(number),
            PlainRoom::RoomName(name) => Self::name(&name),
        };
        room.map_err(D::Error::custom)
    }
}

impl Serialize for Cause {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
