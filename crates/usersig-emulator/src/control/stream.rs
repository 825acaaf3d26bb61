//! The journal as live events.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{Stream, unfold};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::control::journal::Filter;
use crate::http::path::QueryParameters;
use crate::http::problem::Document;
use crate::journal::entry::Entry;
use crate::world::emulator::Emulator;

/// The entries that a reader still gets. Those of the past come first, then those that follow.
struct Reading {
    past: VecDeque<Arc<Entry>>,
    future: Receiver<Arc<Entry>>,
    filter: Filter,
}

/// Follow the journal
///
/// Server-sent events. Each one has the number of its entry as `id` and the entry as `data`. A reader that comes back with
/// `Last-Event-ID` misses nothing that the journal still has. A reader that is too slow is disconnected.
#[utoipa::path(get, path = "/emulator/v1/journal/events", tag = "journal", params(Filter),
    responses((status = 200, content_type = "text/event-stream", body = String),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn follow(
    State(emulator): State<Arc<Emulator>>,
    QueryParameters(filter): QueryParameters<Filter>,
    headers: HeaderMap,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let after = last.or(filter.after);
    let (past, future) = emulator.call(|world, _| {
        let past = after.map(|after| world.journal.after(after).cloned().collect());
        (past.unwrap_or_default(), world.journal.subscribe())
    });
    Sse::new(unfold(Reading { past, future, filter }, next)).keep_alive(KeepAlive::default())
}

async fn next(mut reading: Reading) -> Option<(Result<Event, Infallible>, Reading)> {
    loop {
        let entry = match reading.past.pop_front() {
            Some(entry) => entry,
            None => match reading.future.recv().await {
                Ok(entry) => entry,
                // It has missed entries, and the end of the stream tells it so.
                Err(RecvError::Closed | RecvError::Lagged(_)) => return None,
            },
        };
        if reading.filter.is_wanted(&entry) {
            let data = serde_json::to_string(&*entry).expect("an entry is text and numbers");
            return Some((Ok(Event::default().id(entry.id.to_string()).data(data)), reading));
        }
    }
}
