//! `usersig mint`.

use clap::Args;
use serde::Serialize;
use usersig::{Lifetime, SdkAppId, UnixTime, UserId};

use crate::options::app::AppOptions;
use crate::options::time::TimeOptions;
use crate::options::user::UserOptions;
use crate::output::outcome::Outcome;
use crate::output::{json, message};
use crate::time::duration;

/// Sign a UserSig, the ticket a user logs in with
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Mint {
    #[command(flatten)]
    app: AppOptions,

    #[command(flatten)]
    user: UserOptions,

    /// How long it is good: 90s, 5m, 1h, 7d or plain seconds [default: the profile's, else 1h]
    #[arg(long, value_name = "DURATION", value_parser = duration::lifetime)]
    ttl: Option<Lifetime>,

    #[command(flatten)]
    time: TimeOptions,

    /// Print one JSON object; its times are seconds since 1970
    #[arg(long)]
    json: bool,
}

const AFTER_HELP: &str = "\
Examples:
  T=$(usersig mint --sdkappid 1400000000 --user-id alice --key-file key)
  pass show trtc | usersig mint --user-id alice --ttl 7d --key-file -

With --json: user_sig, sdk_app_id, user_id, issued_at, expires_at.";

impl Mint {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let app = self.app.choose()?;
        let signer = app.signer()?;
        let now = self.time.time()?;
        self.user.warn_of_odd_user_id();
        let user_id = self.user.user_id;
        let user_sig = signer.user_sig(&user_id, app.ttl(self.ttl), now);
        message::answer(&if self.json {
            json::line(&Minted {
                user_sig: user_sig.as_str(),
                sdk_app_id: app.sdk_app_id,
                user_id,
                issued_at: user_sig.issued_at(),
                expires_at: user_sig.expires_at(),
            })?
        } else {
            format!("{user_sig}\n")
        })?;
        Ok(Outcome::Good)
    }
}

#[derive(Serialize)]
struct Minted<'a> {
    user_sig: &'a str,
    sdk_app_id: SdkAppId,
    user_id: UserId,
    issued_at: UnixTime,
    expires_at: UnixTime,
}
