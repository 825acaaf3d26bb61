//! Who the ticket is for.

use clap::Args;
use usersig::UserId;

use crate::output;

/// A user of an app.
#[derive(Args)]
pub(crate) struct Account {
    /// The user's UserID; one that begins with a dash goes as --user-id=-x
    #[arg(long, value_name = "ID")]
    pub(crate) user_id: UserId,
}

impl Account {
    /// Warns of an id that not every part of the service may like.
    pub(crate) fn warn_of_odd_user_id(&self) {
        if !self.user_id.uses_advised_alphabet() {
            let id = self.user_id.as_str();
            output::warn(format_args!(
                "user id {id:?} has characters outside A-Z a-z 0-9 _ -, which the service advises"
            ));
        }
    }
}
