//! The request in a line, after its fields were checked.

use anyhow::{Context, bail, ensure};
use usersig::{Identifier, InvalidIdentifier, InvalidUserId, Lifetime, Privileges, Room, UserId};

use crate::batch::fields::{Fields, PrivilegesField, Scalar};
use crate::doubts::doubt::Doubt;
use crate::doubts::{lifetime, user_id};
use crate::output::terminal;
use crate::time::ttl::{self, Ttl};

/// The user of a line, and the ticket that is asked for.
pub(crate) struct Record {
    pub(crate) user: User,
    pub(crate) ttl: Option<Ttl>,
    pub(crate) room: Option<Room>,
    pub(crate) privileges: Option<Privileges>,
    room_doubt: Option<Doubt>,
}

/// Nearly every user has a UserID. A longer identifier has a place of its own, so that records stay small. Each line moves
/// its record several times.
pub(crate) enum User {
    Longer(Box<Identifier>),
    UserId(UserId),
}

impl User {
    fn new(text: &str) -> Result<Self, InvalidIdentifier> {
        UserId::new(text).map(Self::UserId).or_else(|_| Ok(Self::Longer(Box::new(Identifier::new(text)?))))
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::UserId(user_id) => user_id.as_str(),
            Self::Longer(identifier) => identifier.as_str(),
        }
    }

    /// # Errors
    /// If the identifier is longer than a UserID.
    pub(crate) fn user_id(&self) -> Result<UserId, InvalidUserId> {
        match self {
            Self::UserId(user_id) => Ok(*user_id),
            Self::Longer(identifier) => UserId::try_from(**identifier),
        }
    }
}

impl Record {
    /// Calls `report` for each value that is valid but probably a mistake.
    pub(crate) fn doubts(&self, mut report: impl FnMut(Doubt, &str)) {
        let id = self.user.as_str();
        if let Some(doubt) = user_id::doubt(id) {
            report(doubt, id);
        }
        if let Some(ttl) = self.ttl
            && let Some(doubt) = ttl.plain_seconds().and_then(lifetime::doubt)
        {
            report(doubt, &ttl.lifetime().as_secs().to_string());
        }
        if let Some(doubt) = self.room_doubt {
            let value = match self.room {
                Some(Room::Number(number)) => number.to_string(),
                _ => id.to_owned(),
            };
            report(doubt, &value);
        }
    }
}

impl TryFrom<&Fields<'_>> for Record {
    type Error = anyhow::Error;

    fn try_from(fields: &Fields<'_>) -> anyhow::Result<Self> {
        let room_doubt = match fields {
            Fields { room_id_has_leading_zero: true, .. } => Some(Doubt::LeadingZero),
            Fields { lacks_room: true, .. } => Some(Doubt::NoRoom),
            _ => None,
        };
        let record = Self {
            user: User::new(fields.user_id.as_deref().context("user_id is missing")?)?,
            ttl: fields.ttl.as_ref().map(lifetime_of).transpose()?,
            room: room_of(fields)?,
            privileges: fields.privileges.as_ref().map(privileges_of).transpose()?,
            room_doubt,
        };
        if record.privileges.is_some() && record.room.is_none() {
            bail!("privileges need a room: add room_id or room_name");
        }
        Ok(record)
    }
}

fn room_of(fields: &Fields<'_>) -> anyhow::Result<Option<Room>> {
    match (fields.room_id.map(|room| room.0), &fields.room_name) {
        (None, None) => Ok(None),
        (Some(number), None) => Ok(Some(Room::number(number).with_context(|| format!("room_id {number}"))?)),
        (None, Some(name)) => Ok(Some(Room::name(name).with_context(|| named("room_name", name))?)),
        (Some(_), Some(_)) => bail!("both room_id and room_name are given: leave one of them out"),
    }
}

fn lifetime_of(scalar: &Scalar<'_>) -> anyhow::Result<Ttl> {
    match scalar {
        Scalar::Number(secs) => {
            Ok(Ttl::of_plain_seconds(Lifetime::from_secs(*secs).with_context(|| format!("ttl {secs}"))?))
        }
        Scalar::Text(text) => ttl::parse(text).with_context(|| named("ttl", text)),
    }
}

fn privileges_of(privileges: &PrivilegesField<'_>) -> anyhow::Result<Privileges> {
    let parsed = |text: &str| text.parse::<Privileges>().with_context(|| named("privileges", text));
    match privileges {
        PrivilegesField::Scalar(Scalar::Number(bits)) => {
            let set = u8::try_from(*bits).map(Privileges::from_bits);
            set.with_context(|| format!("privileges {bits}: privileges are a number from 0 to 255"))
        }
        PrivilegesField::Scalar(Scalar::Text(text)) => parsed(text),
        PrivilegesField::List(names) => names.iter().try_fold(Privileges::NONE, |set, name| {
            // The service refuses numbers and several names in one text, so a batch does too.
            ensure!(
                !name.bytes().any(|byte| byte == b',' || byte.is_ascii_digit()),
                "{}: each text of a list is one name",
                named("privileges", name)
            );
            Ok(set | parsed(name)?)
        }),
    }
}

/// The name of a field with its value, so that a person finds the cell.
fn named(field: &str, value: &str) -> String {
    format!("{field} {}", terminal::quoted_unless_secret(value))
}
