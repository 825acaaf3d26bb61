//! `--user-id`: the user the ticket is for.

use clap::Args;
use usersig::UserId;

use crate::output::message;

/// A user of the app.
#[derive(Args)]
pub(crate) struct UserOptions {
    /// The user's UserID; write --user-id=-x for one that begins with a dash
    #[arg(long, value_name = "ID")]
    pub(crate) user_id: UserId,
}

impl UserOptions {
    /// Warns of a UserID that some parts of the service may refuse.
    pub(crate) fn warn_of_odd_user_id(&self) {
        if !self.user_id.uses_advised_alphabet() {
            let id = self.user_id.as_str();
            message::warn(format_args!(
                "user id {id:?} has characters outside A-Z a-z 0-9 _ -, which are the ones the service advises"
            ));
        }
    }
}
