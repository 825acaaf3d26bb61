//! One page and its link, without the socket.

use std::net::IpAddr;
use std::sync::Arc;

use tokio::sync::mpsc::{Receiver, channel};
use usersig::SdkAppId;
use usersig_login::UnixMillis;
use usersig_login::exchange::Link;

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::app::open_link::{Client, Outgoing};
use crate::gateway::reply::Reply;
use crate::journal::entry::{LinkChange, Record};
use crate::journal::log::About;
use crate::words::link_id::LinkId;
use crate::words::tiny_id;
use crate::world::apps::TooManyApps;
use crate::world::emulator::Emulator;

/// How many frames wait for a page that reads slowly. Above it the page loses its link.
const QUEUE_LEN: usize = 64;

/// A link of a page. It closes when it is dropped, also if its task panics.
#[derive(Debug)]
pub(crate) struct Session {
    pub(super) emulator: Arc<Emulator>,
    pub(super) sdk_app_id: SdkAppId,
    pub(super) id: LinkId,
    end: LinkChange,
}

impl Session {
    /// Opens a link of the page with this `instanceid`.
    ///
    /// # Errors
    /// If the app would be one too many.
    pub(crate) fn open(
        emulator: Arc<Emulator>,
        sdk_app_id: SdkAppId,
        instance_id: &str,
        source: IpAddr,
    ) -> Result<(Self, Receiver<Outgoing>), TooManyApps> {
        let (sender, receiver) = channel(QUEUE_LEN);
        let link = Link::new(tiny_id::page(instance_id), source);
        let id = emulator.call(|world, now| {
            let id = world.new_link();
            let (app, effects) = world.app(sdk_app_id)?;
            app.open(id, link, Client::Page(sender));
            let about = About { sdk_app_id: Some(sdk_app_id), user_id: None };
            effects.journal.note(about, now, Record::Link { link: id, change: LinkChange::Opened });
            Ok(id)
        })?;
        Ok((Self { emulator, sdk_app_id, id, end: LinkChange::Closed }, receiver))
    }

    /// Calls the app of the page.
    pub(super) fn in_app(&self, call: impl FnOnce(&mut App, UnixMillis, &mut Effects<'_>) -> Reply) -> Reply {
        self.emulator.call(|world, now| match world.app(self.sdk_app_id) {
            Ok((app, mut effects)) => call(app, now, &mut effects),
            Err(refused) => Reply::refused(TooManyApps::CODE).with_info(refused.to_string()),
        })
    }

    /// The journal states why the link is going to close.
    pub(crate) const fn ends_with(&mut self, change: LinkChange) {
        self.end = change;
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let Self { emulator, sdk_app_id, id, end } = self;
        emulator.call(|world, now| {
            let Some((app, mut effects)) = world.started(*sdk_app_id) else { return };
            let user_id = app.links.get(id).and_then(|open| open.login).map(|login| login.user_id);
            app.close(*id, now, &mut effects);
            let user_id = user_id.as_ref().map(usersig::UserId::as_str);
            let about = About { sdk_app_id: Some(*sdk_app_id), user_id };
            effects.journal.note(about, now, Record::Link { link: *id, change: *end });
        });
    }
}
