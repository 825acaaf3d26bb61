//! The fields of a line, once they are known to make sense.

use anyhow::{Context, bail};
use usersig::{Lifetime, Privileges, Room, UserId};

use crate::batch::fields::{Fields, Scalar};
use crate::time::duration;

/// Whom a line is about, and what it asks for.
pub(crate) struct Record {
    pub(crate) user_id: UserId,
    pub(crate) ttl: Option<Lifetime>,
    pub(crate) room: Option<Room>,
    pub(crate) privileges: Option<Privileges>,
}

impl TryFrom<&Fields<'_>> for Record {
    type Error = anyhow::Error;

    fn try_from(fields: &Fields<'_>) -> anyhow::Result<Self> {
        let record = Self {
            user_id: UserId::new(fields.user_id.as_deref().context("user_id is missing")?)?,
            ttl: fields.ttl.as_ref().map(lifetime).transpose().context("ttl")?,
            room: room(fields)?,
            privileges: fields.privileges.as_ref().map(privileges).transpose()?,
        };
        if record.privileges.is_some() && record.room.is_none() {
            bail!("privileges without a room_id or room_name");
        }
        Ok(record)
    }
}

fn room(fields: &Fields<'_>) -> anyhow::Result<Option<Room>> {
    match (fields.room_id, &fields.room_name) {
        (None, None) => Ok(None),
        (Some(number), None) => Ok(Some(Room::number(number)?)),
        (None, Some(name)) => Ok(Some(Room::name(name)?)),
        (Some(_), Some(_)) => bail!("room_id and room_name, which of the two is meant?"),
    }
}

fn lifetime(scalar: &Scalar<'_>) -> anyhow::Result<Lifetime> {
    match scalar {
        Scalar::Number(secs) => Ok(Lifetime::from_secs(*secs)?),
        Scalar::Text(text) => duration::lifetime(text),
    }
}

fn privileges(scalar: &Scalar<'_>) -> anyhow::Result<Privileges> {
    match scalar {
        Scalar::Number(bits) => {
            Ok(u8::try_from(*bits).map(Privileges::from_bits).context("privileges are a number from 0 to 255")?)
        }
        Scalar::Text(text) => Ok(text.parse()?),
    }
}
