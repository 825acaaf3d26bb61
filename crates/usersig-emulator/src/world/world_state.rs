//! The state of the emulator.

use usersig::SdkAppId;
use usersig_login::UnixMillis;

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::clock::Clock;
use crate::journal::log::Journal;
use crate::webhook::outbox::Outbox;
use crate::words::link_id::LinkId;
use crate::world::apps::{Apps, TooManyApps};
use crate::world::heartbeats::Heartbeats;

/// The clock, the apps, the journal and the outbox.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) apps: Apps,
    pub(crate) journal: Journal,
    pub(crate) outbox: Outbox,
    pub(super) heartbeats: Heartbeats,
    next_link: u64,
}

impl World {
    pub(crate) fn new(clock: Clock, apps: Apps) -> Self {
        let heartbeats = Heartbeats::starting_at(clock.now());
        Self { clock, apps, journal: Journal::default(), outbox: Outbox::default(), heartbeats, next_link: 1 }
    }

    /// The app of a number, and where the consequences of a call go.
    ///
    /// # Errors
    /// If it would be one app too many.
    pub(crate) fn app(&mut self, sdk_app_id: SdkAppId) -> Result<(&mut App, Effects<'_>), TooManyApps> {
        let Self { apps, journal, outbox, .. } = self;
        Ok((apps.app(sdk_app_id)?, Effects { journal, outbox }))
    }

    pub(crate) const fn new_link(&mut self) -> LinkId {
        let id = LinkId(self.next_link);
        self.next_link += 1;
        id
    }

    pub(crate) fn now(&self) -> UnixMillis {
        self.clock.now()
    }
}
