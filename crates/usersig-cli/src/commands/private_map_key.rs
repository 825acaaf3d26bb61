//! `usersig private-map-key`.

use anyhow::Context;
use clap::Args;
use serde::Serialize;
use usersig::{Lifetime, Privileges, Room, SdkAppId, UnixTime, UserId};

use crate::options::app::AppOptions;
use crate::options::room::{self, RoomOptions};
use crate::options::time::TimeOptions;
use crate::options::user::UserOptions;
use crate::output::outcome::Outcome;
use crate::output::{json, message};
use crate::time::duration;

/// Sign a PrivateMapKey, the ticket that gives a user rights in one TRTC room
#[derive(Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", room::PRIVILEGES))]
#[command(mut_group("room", |group| group.required(true)))]
pub(crate) struct PrivateMapKey {
    #[command(flatten)]
    app: AppOptions,

    #[command(flatten)]
    user: UserOptions,

    #[command(flatten)]
    room: RoomOptions,

    /// What the user may do there: a number, all, audience, or a list such as enter,recv-audio
    #[arg(long, value_name = "SET")]
    privileges: Privileges,

    /// How long it is good: 90s, 5m, 1h, 7d or plain seconds [default: the profile's, else 1h]
    #[arg(long, value_name = "DURATION", value_parser = duration::lifetime)]
    ttl: Option<Lifetime>,

    #[command(flatten)]
    time: TimeOptions,

    /// Print one JSON object; its times are seconds since 1970
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  usersig private-map-key --user-id alice --room-id 42 --privileges all
  usersig private-map-key --user-id bob --room-name lobby --privileges audience

With --json: private_map_key, sdk_app_id, user_id, issued_at, expires_at, room_id or room_name, privileges.";

impl PrivateMapKey {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let app = self.app.choose()?;
        let signer = app.signer()?;
        let now = self.time.time()?;
        self.user.warn_of_odd_user_id();
        let user_id = self.user.user_id;
        let room = self.room.room().context("which room? give --room-id or --room-name")?;
        let private_map_key = signer.private_map_key(&user_id, &room, self.privileges, app.ttl(self.ttl), now)?;
        message::answer(&if self.json {
            json::line(&Minted {
                private_map_key: private_map_key.as_str(),
                sdk_app_id: app.sdk_app_id,
                user_id,
                issued_at: private_map_key.issued_at(),
                expires_at: private_map_key.expires_at(),
                room,
                privileges: self.privileges,
            })?
        } else {
            format!("{private_map_key}\n")
        })?;
        Ok(Outcome::Good)
    }
}

#[derive(Serialize)]
struct Minted<'a> {
    private_map_key: &'a str,
    sdk_app_id: SdkAppId,
    user_id: UserId,
    issued_at: UnixTime,
    expires_at: UnixTime,
    #[serde(flatten)]
    room: Room,
    privileges: Privileges,
}
