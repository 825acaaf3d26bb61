//! The option `--user-id`, the user the ticket is for.

use anyhow::Context;
use clap::Args;
use usersig::{Identifier, UserId};

use crate::doubts::doubt::Doubt;
use crate::doubts::user_id::doubt;
use crate::output::terminal;
use crate::output::warnings::Warnings;

/// A user of the app.
#[derive(Args)]
pub(crate) struct UserOptions {
    /// The user's UserID. Write --user-id=-x for one that begins with a dash
    #[arg(long, value_name = "ID")]
    pub(crate) user_id: Identifier,
}

impl UserOptions {
    /// The UserID of a PrivateMapKey, which has at most 32 characters.
    pub(crate) fn short(&self) -> anyhow::Result<UserId> {
        UserId::try_from(self.user_id).context("a PrivateMapKey needs a UserID that TRTC accepts")
    }

    /// Warns of a user id that is hardly meant, or that parts of the service may refuse.
    pub(crate) fn check(&self, warnings: &Warnings) {
        let id = self.user_id.as_str();
        if let Some(doubt) = doubt(id) {
            let shown = if doubt == Doubt::SecretKey { terminal::not_shown(id) } else { terminal::quoted(id) };
            warnings.warn(format_args!("user id {shown} {doubt}"));
        }
    }
}
