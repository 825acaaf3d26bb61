//! `--room-id` and `--room-name`: the TRTC room of a PrivateMapKey.

use anyhow::Context;
use clap::Args;
use usersig::{Privileges, Room};

use crate::doubts::doubt::Doubt;
use crate::output::warnings::Warnings;

/// The values that `--privileges` takes.
pub(crate) fn privileges_help() -> String {
    format!(
        "Privileges are a number from 0 to 255, all ({}), audience ({}: enter, receive audio and video), none (0), or a \
         list:\n  {}",
        Privileges::ALL.bits(),
        Privileges::AUDIENCE.bits(),
        Privileges::ALL.names().collect::<Vec<_>>().join(",")
    )
}

/// A TRTC room.
#[derive(Args)]
#[group(id = "room", multiple = false)]
pub(crate) struct RoomOptions {
    /// The room's number, if clients enter with roomId
    #[arg(long, value_name = "N", value_parser = numbered)]
    room_id: Option<NumberedRoom>,

    /// The room's name, if clients enter with strRoomId
    #[arg(long, value_name = "S", value_parser = Room::name)]
    room_name: Option<Room>,
}

impl RoomOptions {
    /// The room, if one was given. Warns of a number that loses a leading zero.
    pub(crate) fn room(&self, warnings: &Warnings) -> Option<Room> {
        let Some(numbered) = self.room_id else { return self.room_name };
        if numbered.has_leading_zero {
            warnings.warn(format_args!("--room-id {} {}", numbered.number, Doubt::LeadingZero));
        }
        Some(numbered.room)
    }
}

#[derive(Clone, Copy)]
struct NumberedRoom {
    room: Room,
    number: u32,
    has_leading_zero: bool,
}

fn numbered(text: &str) -> anyhow::Result<NumberedRoom> {
    let number = text
        .parse()
        .context("a room id is a whole number from 1 to 4294967295; use --room-name for a room with another name")?;
    Ok(NumberedRoom { room: Room::number(number)?, number, has_leading_zero: text.starts_with('0') })
}
