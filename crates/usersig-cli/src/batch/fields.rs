//! The fields of a line as they were written, not yet checked.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

/// The fields of a line. A batch can read the output of another batch, so that tickets can be checked and renewed.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with a user_id")]
pub(crate) struct Fields<'a> {
    #[serde(borrow)]
    pub(crate) user_id: Option<Text<'a>>,
    #[serde(borrow)]
    pub(crate) ttl: Option<Scalar<'a>>,
    pub(crate) room_id: Option<RoomNumber>,
    #[serde(borrow)]
    pub(crate) room_name: Option<Text<'a>>,
    #[serde(borrow)]
    pub(crate) privileges: Option<PrivilegesField<'a>>,
    #[serde(borrow)]
    pub(crate) user_sig: Option<Text<'a>>,
    #[serde(borrow)]
    pub(crate) private_map_key: Option<Text<'a>>,
    /// From the output of an earlier batch. It is ignored.
    #[serde(rename = "expires_at")]
    pub(crate) _expires_at: Option<u64>,
    /// The `room_id` was written with a zero in front, which a number does not keep.
    #[serde(skip)]
    pub(crate) room_id_has_leading_zero: bool,
    /// The table has a column for privileges, and this record has no room.
    #[serde(skip)]
    pub(crate) lacks_room: bool,
}

/// A text, borrowed from the line unless it has escapes. Serde copies a `Cow` inside an `Option` even without escapes.
pub(crate) struct Text<'a>(Cow<'a, str>);

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_str(ScalarVisitor { expecting: "a text in quotes" })? {
            Scalar::Text(text) => Ok(text),
            Scalar::Number(number) => Err(D::Error::invalid_type(Unexpected::Unsigned(number), &"a text in quotes")),
        }
    }
}

/// The number of a room.
#[derive(Clone, Copy)]
pub(crate) struct RoomNumber(pub(crate) u32);

impl<'de> Deserialize<'de> for RoomNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_u32(RoomNumberVisitor).map(Self)
    }
}

struct RoomNumberVisitor;

impl Visitor<'_> for RoomNumberVisitor {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("room_id as a whole number without quotes")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<u32, E> {
        u32::try_from(number).map_err(|_| E::custom(ROOM_ID))
    }
}

const ROOM_ID: &str = "room_id is a whole number from 1 to 4294967295";

/// A number, or a text that is another way to write it: `3600` or `1h`.
pub(crate) enum Scalar<'a> {
    Number(u64),
    Text(Text<'a>),
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SCALAR)
    }
}

const SCALAR: ScalarVisitor = ScalarVisitor { expecting: "a whole number or a text" };

struct ScalarVisitor {
    expecting: &'static str,
}

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expecting)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Scalar::Number(number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Text(Cow::Borrowed(text))))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Text(Cow::Owned(text.to_owned()))))
    }
}

/// Privileges in one of their forms.
pub(crate) enum PrivilegesField<'a> {
    /// Each text is one name, as in a request to the service.
    List(Vec<Text<'a>>),
    Scalar(Scalar<'a>),
}

impl<'de: 'a, 'a> Deserialize<'de> for PrivilegesField<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PrivilegesVisitor)
    }
}

struct PrivilegesVisitor;

impl<'de> Visitor<'de> for PrivilegesVisitor {
    type Value = PrivilegesField<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, a text or a list of texts")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        SCALAR.visit_u64(number).map(PrivilegesField::Scalar)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        SCALAR.visit_borrowed_str(text).map(PrivilegesField::Scalar)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        SCALAR.visit_str(text).map(PrivilegesField::Scalar)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, names: A) -> Result<Self::Value, A::Error> {
        Deserialize::deserialize(SeqAccessDeserializer::new(names)).map(PrivilegesField::List)
    }
}
