//! `usersig mint`.

use clap::Args;
use serde::Serialize;
use usersig::{Identifier, SdkAppId, UnixTime};

use crate::options::app::AppOptions;
use crate::options::strict::StrictOptions;
use crate::options::time::TimeOptions;
use crate::options::ttl::TtlOptions;
use crate::options::user::UserOptions;
use crate::output::outcome::Outcome;
use crate::output::{json, message};

/// Sign a UserSig, the ticket that a user logs in with
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Mint {
    #[command(flatten)]
    app: AppOptions,

    #[command(flatten)]
    user: UserOptions,

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

const AFTER_HELP: &str = "\
Examples:
  usersig mint --sdkappid 1400000000 --user-id alice --key-file key > ticket
  pass show trtc | usersig mint --user-id alice --ttl 7d --key-file -

A ticket may name an identifier of up to 128 characters. IM and TRTC accept at most 32, so mint warns of more. It also \
warns of a key, a user id or a lifetime that is probably a mistake.

The members of the JSON object are user_sig, sdk_app_id, user_id, issued_at and expires_at.";

impl Mint {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let warnings = self.strict.warnings();
        let app = self.app.choose(&warnings)?;
        let signer = app.signer(&warnings)?;
        let now = self.time.time(&warnings)?;
        let lifetime = app.ttl(self.ttl.lifetime(&warnings), &warnings);
        self.user.check(&warnings);
        warnings.check()?;
        let user_id = self.user.user_id;
        let user_sig = signer.user_sig(&user_id, lifetime, now);
        message::answer(&if self.json {
            json::line(&Signed {
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
struct Signed<'a> {
    user_sig: &'a str,
    sdk_app_id: SdkAppId,
    user_id: Identifier,
    issued_at: UnixTime,
    expires_at: UnixTime,
}
