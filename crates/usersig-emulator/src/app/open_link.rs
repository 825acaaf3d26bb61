//! A link that is open.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::Sender;
use tokio::sync::mpsc::error::TrySendError;
use usersig::{UnixTime, UserId};
use usersig_login::exchange::Link;
use usersig_login::service::SessionId;

use crate::app::ending::Ending;
use crate::words::a2_key::A2Hash;

/// The state that the emulator keeps for each link.
#[derive(Debug)]
pub(crate) struct OpenLink {
    /// The library's state, with the session of the last login. A phone of an imported state has none.
    pub(crate) link: Link,
    pub(crate) client: Client,
    pub(crate) login: Option<LinkLogin>,
    /// How the last login ended, until the next one.
    pub(crate) ending: Option<Ending>,
}

/// The login on a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkLogin {
    pub(crate) user_id: UserId,
    pub(crate) secret: A2Hash,
    pub(crate) session: SessionId,
    /// The last second of its ticket.
    pub(crate) expires_at: UnixTime,
}

/// The other end of a link.
#[derive(Debug)]
pub(crate) enum Client {
    /// A page that read too slowly.
    Lost,
    /// A page behind a WebSocket.
    Page(Sender<Outgoing>),
    /// A phone of the control plane. It hears of everything through its [`Ending`].
    Phone,
}

/// An order of other tasks to the task of a WebSocket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outgoing {
    /// Closes the link without a word, as a network that fails.
    Break,
    /// Sends a frame.
    Frame(Vec<u8>),
    /// Sends a frame after a pause.
    Late(Duration, Vec<u8>),
}

impl Client {
    /// Passes a frame on. A page that reads so slowly that its queue is full loses its link, because a frame is missing.
    pub(crate) fn push(&mut self, outgoing: Outgoing) {
        if let Self::Page(sender) = self
            && let Err(TrySendError::Full(_)) = sender.try_send(outgoing)
        {
            // Without a sender, the task of the WebSocket ends when it has sent what is queued.
            *self = Self::Lost;
        }
    }

    pub(crate) const fn is_phone(&self) -> bool {
        matches!(self, Self::Phone)
    }
}
