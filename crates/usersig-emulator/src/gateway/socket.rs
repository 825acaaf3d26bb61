//! The WebSocket of a page.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket};
use tokio::sync::mpsc::{Sender, channel};
use tokio::time::{sleep, timeout};
use usersig::SdkAppId;

use crate::app::open_link::Outgoing;
use crate::gateway::commands;
use crate::gateway::session::Session;
use crate::journal::entry::LinkChange;
use crate::world::emulator::Emulator;

/// A page that does not read for this long loses its link.
const WRITE_WITHIN: Duration = Duration::from_secs(5);

/// How many late answers a link can have. Above it they are given up, like answers that never come.
const LATE_ANSWERS: usize = 32;

/// Serves a page until it leaves, is too slow, or a test breaks the link.
pub(crate) async fn serve(
    mut socket: WebSocket,
    emulator: Arc<Emulator>,
    sdk_app_id: SdkAppId,
    instance_id: String,
    source: IpAddr,
) {
    let Ok((mut session, mut pushes)) = Session::open(emulator, sdk_app_id, &instance_id, source) else { return };
    drop(instance_id);
    let (late, mut late_frames) = channel(LATE_ANSWERS);
    loop {
        let outgoing = tokio::select! {
            message = socket.recv() => match message {
                Some(Ok(Message::Binary(bytes))) => commands::serve(&session, &bytes),
                Some(Ok(Message::Text(text))) => commands::serve(&session, text.as_bytes()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => None,
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
            },
            // Without a sender, the page was too slow, or the emulator has forgotten it.
            push = pushes.recv() => Some(push.unwrap_or(Outgoing::Break)),
            frame = late_frames.recv() => frame.map(Outgoing::Frame),
        };
        let change = match outgoing {
            None => continue,
            Some(Outgoing::Break) => LinkChange::Broken,
            Some(Outgoing::Late(pause, frame)) => {
                send_later(late.clone(), pause, frame);
                continue;
            }
            Some(Outgoing::Frame(frame)) => {
                match timeout(WRITE_WITHIN, socket.send(Message::Binary(Bytes::from(frame)))).await {
                    Ok(Ok(())) => continue,
                    Ok(Err(_)) => LinkChange::Closed,
                    Err(_) => LinkChange::TooSlow,
                }
            }
        };
        session.ends_with(change);
        return;
    }
}

fn send_later(late: Sender<Vec<u8>>, pause: Duration, frame: Vec<u8>) {
    tokio::spawn(async move {
        sleep(pause).await;
        // The page may have left, or have asked for too much.
        drop(late.try_send(frame));
    });
}
