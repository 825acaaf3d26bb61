//! One link between a client and the service.

use std::net::IpAddr;

use usersig::UserId;

use crate::service::{Device, Registry, ServiceEvent, SessionId};
use crate::unix_millis::UnixMillis;

/// The state that a server keeps for each link, such as a WebSocket.
///
/// A device has one link. When it opens a new one, the server stops reading the old one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    device: Device,
    source: IpAddr,
    pub(super) session: Option<SessionId>,
    /// The user of the session.
    pub(super) user_id: Option<UserId>,
}

impl Link {
    /// A new link of a device. Refused tickets are counted by `source`, the address of the peer.
    #[must_use]
    pub const fn new(device: Device, source: IpAddr) -> Self {
        Self { device, source, session: None, user_id: None }
    }

    /// The device.
    #[must_use]
    pub const fn device(&self) -> Device {
        self.device
    }

    /// The address of the peer.
    #[must_use]
    pub const fn source(&self) -> IpAddr {
        self.source
    }

    /// The session on this link, which may have ended since.
    #[must_use]
    pub const fn session(&self) -> Option<SessionId> {
        self.session
    }
}

impl Registry {
    /// Records that a link was closed. Nothing happens if its device has a newer session.
    pub fn close(&mut self, link: &mut Link, now: UnixMillis) -> Vec<ServiceEvent> {
        link.session.take().map(|session| self.disconnect(session, now)).unwrap_or_default()
    }
}
