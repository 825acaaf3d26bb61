//! `usersig private-map-key`.

use anyhow::Context;
use clap::Args;
use serde::Serialize;
use usersig::{Privileges, Room, SdkAppId, UnixTime, UserId};

use crate::options::app::AppOptions;
use crate::options::room::{self, RoomOptions};
use crate::options::strict::StrictOptions;
use crate::options::time::TimeOptions;
use crate::options::ttl::TtlOptions;
use crate::options::user::UserOptions;
use crate::output::outcome::Outcome;
use crate::output::{json, message};

/// Sign a PrivateMapKey, the ticket that gives a user privileges in one TRTC room
#[derive(Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", room::privileges_help()))]
#[command(mut_group("room", |group| group.required(true)))]
pub(crate) struct PrivateMapKey {
    #[command(flatten)]
    app: AppOptions,

    #[command(flatten)]
    user: UserOptions,

    #[command(flatten)]
    room: RoomOptions,

    /// The user's privileges in the room: a number, all, audience, or a list such as enter,recv-audio
    #[arg(long, value_name = "SET")]
    privileges: Privileges,

    #[command(flatten)]
    ttl: TtlOptions,

    #[command(flatten)]
    time: TimeOptions,

    #[command(flatten)]
    strict: StrictOptions,

    /// Print one JSON object; its times are seconds since 1970
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  usersig private-map-key --user-id alice --room-id 42 --privileges all
  usersig private-map-key --user-id bob --room-name lobby --privileges audience

The members of the JSON object are private_map_key, sdk_app_id, user_id, issued_at, expires_at, room_id or room_name, \
and privileges.";

impl PrivateMapKey {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let warnings = self.strict.warnings();
        let app = self.app.choose(&warnings)?;
        let signer = app.signer(&warnings)?;
        let now = self.time.time(&warnings)?;
        let lifetime = app.ttl(self.ttl.lifetime(&warnings), &warnings);
        self.user.check(&warnings);
        let user_id = self.user.short()?;
        let room = self.room.room(&warnings).context("no room was given: add --room-id or --room-name")?;
        warnings.check()?;
        let private_map_key = signer.private_map_key(&user_id, &room, self.privileges, lifetime, now)?;
        message::answer(&if self.json {
            json::line(&Signed {
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
struct Signed<'a> {
    private_map_key: &'a str,
    sdk_app_id: SdkAppId,
    user_id: UserId,
    issued_at: UnixTime,
    expires_at: UnixTime,
    #[serde(flatten)]
    room: Room,
    privileges: Privileges,
}
