//! Which room, and what may be done in it.

use anyhow::Context;
use clap::Args;
use usersig::Room;

/// What `--privileges` takes.
pub(crate) const PRIVILEGES: &str = "\
Privileges are a number from 0 to 255, all (255), audience (42: enter, receive audio and video), none (0), or a list:
  create,enter,send-audio,recv-audio,send-video,recv-video,send-screen,recv-screen";

/// A TRTC room.
#[derive(Args)]
#[group(id = "room", multiple = false)]
pub(crate) struct RoomArguments {
    /// The room's number, for clients that enter with roomId
    #[arg(long, value_name = "N", value_parser = numbered)]
    room_id: Option<Room>,

    /// The room's name, for clients that enter with strRoomId
    #[arg(long, value_name = "S", value_parser = Room::name)]
    room_name: Option<Room>,
}

impl RoomArguments {
    pub(crate) fn room(&self) -> Option<Room> {
        self.room_id.or(self.room_name)
    }
}

fn numbered(text: &str) -> anyhow::Result<Room> {
    let number = text.parse().context("a room id is a whole number from 1 to 4294967295, other rooms have names")?;
    Ok(Room::number(number)?)
}
