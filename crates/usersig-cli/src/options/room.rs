//! `--room-id` and `--room-name`: the TRTC room of a PrivateMapKey.

use anyhow::Context;
use clap::Args;
use usersig::Room;

/// The values that `--privileges` takes.
pub(crate) const PRIVILEGES: &str = "\
Privileges are a number from 0 to 255, all (255), audience (42: enter, receive audio and video), none (0), or a list:
  create,enter,send-audio,recv-audio,send-video,recv-video,send-screen,recv-screen";

/// A TRTC room.
#[derive(Args)]
#[group(id = "room", multiple = false)]
pub(crate) struct RoomOptions {
    /// The room's number, if clients enter with roomId
    #[arg(long, value_name = "N", value_parser = numbered)]
    room_id: Option<Room>,

    /// The room's name, if clients enter with strRoomId
    #[arg(long, value_name = "S", value_parser = Room::name)]
    room_name: Option<Room>,
}

impl RoomOptions {
    pub(crate) fn room(&self) -> Option<Room> {
        self.room_id.or(self.room_name)
    }
}

fn numbered(text: &str) -> anyhow::Result<Room> {
    let number = text
        .parse()
        .context("a room id is a whole number from 1 to 4294967295; use --room-name for a room with another name")?;
    Ok(Room::number(number)?)
}
