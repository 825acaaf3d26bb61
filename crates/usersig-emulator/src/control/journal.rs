//! The journal as JSON.

use std::sync::Arc;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use usersig::SdkAppId;
use utoipa::ToSchema;

use crate::control::answer::Answer;
use crate::http::path::QueryParameters;
use crate::http::problem::Document;
use crate::journal::entry::Entry;
use crate::world::emulator::Emulator;

/// How many entries an answer has at most.
const ENTRIES_MAX: usize = 1000;

/// Which entries.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// Only entries about this user.
    pub(super) user_id: Option<String>,
    /// Only entries about this app.
    #[param(value_type = Option<u32>, minimum = 1)]
    pub(super) sdkappid: Option<SdkAppId>,
    /// Only entries after this number.
    pub(super) after: Option<u64>,
}

/// Entries of the journal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JournalAnswer {
    /// The earliest first, at most 1,000.
    entries: Vec<Entry>,
    /// The `after` of the next call.
    last: u64,
}

impl Filter {
    pub(super) fn is_wanted(&self, entry: &Entry) -> bool {
        let is_about_user = self.user_id.is_none() || self.user_id == entry.user_id;
        is_about_user && (self.sdkappid.is_none() || self.sdkappid == entry.sdk_app_id)
    }
}

/// Read the journal
#[utoipa::path(get, path = "/emulator/v1/journal", tag = "journal", params(Filter),
    responses((status = 200, body = JournalAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn read(
    State(emulator): State<Arc<Emulator>>,
    QueryParameters(filter): QueryParameters<Filter>,
) -> Answer<JournalAnswer> {
    let after = filter.after.unwrap_or(0);
    let (entries, newest) = emulator.call(|world, _| {
        let wanted = world.journal.after(after).filter(|entry| filter.is_wanted(entry));
        let entries: Vec<_> = wanted.take(ENTRIES_MAX).map(|entry| (**entry).clone()).collect();
        (entries, world.journal.next_id() - 1)
    });
    let is_full = entries.len() == ENTRIES_MAX;
    let last = entries.last().filter(|_| is_full).map_or(newest, |entry| entry.id);
    Answer(JournalAnswer { entries, last })
}
