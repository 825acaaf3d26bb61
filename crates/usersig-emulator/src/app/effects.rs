//! Where the consequences of a call go.

use usersig::SdkAppId;
use usersig_login::UnixMillis;

use crate::journal::entry::Record;
use crate::journal::log::{About, Journal};
use crate::webhook::outbox::Outbox;

/// The journal and the outbox, which all apps share.
#[derive(Debug)]
pub(crate) struct Effects<'a> {
    pub(crate) journal: &'a mut Journal,
    pub(crate) outbox: &'a mut Outbox,
}

impl Effects<'_> {
    pub(crate) fn note(&mut self, sdk_app_id: SdkAppId, user_id: &str, at: UnixMillis, record: Record) {
        let about = About { sdk_app_id: Some(sdk_app_id), user_id: Some(user_id) };
        self.journal.note(about, at, record);
    }
}
