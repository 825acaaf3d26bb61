//! The state of the emulator.

use usersig::{SdkAppId, UserId};
use usersig_login::UnixMillis;

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::clock::{Clock, Pace};
use crate::faults::fault::Effect;
use crate::faults::faults_in_force::{FaultsInForce, Strikes};
use crate::journal::entry::Record;
use crate::journal::log::{About, Journal};
use crate::journal::refusals::RefusalReason;
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
    pub(crate) faults: FaultsInForce,
    /// A login of this user panics.
    pub(crate) panics_for: Option<String>,
    pub(super) heartbeats: Heartbeats,
    next_link: u64,
}

impl World {
    pub(crate) fn new(clock: Clock, apps: Apps) -> Self {
        let heartbeats = Heartbeats::starting_at(clock.now());
        Self {
            clock,
            apps,
            journal: Journal::default(),
            outbox: Outbox::default(),
            faults: FaultsInForce::default(),
            panics_for: None,
            heartbeats,
            next_link: 1,
        }
    }

    /// The app of a number, and where the consequences of a call go.
    ///
    /// # Errors
    /// If it would be one app too many.
    pub(crate) fn app(&mut self, sdk_app_id: SdkAppId) -> Result<(&mut App, Effects<'_>), TooManyApps> {
        let Self { apps, clock, journal, outbox, .. } = self;
        let app = apps.app(sdk_app_id).inspect_err(|refused| {
            let value = sdk_app_id.to_string();
            journal.note_refused(clock.now(), RefusalReason::TooManyApps, value, refused.to_string());
        })?;
        Ok((app, Effects { journal, outbox }))
    }

    /// The same for an app that has been used. After a reset, a link can outlive its app.
    pub(crate) fn started(&mut self, sdk_app_id: SdkAppId) -> Option<(&mut App, Effects<'_>)> {
        let Self { apps, journal, outbox, .. } = self;
        Some((apps.started_mut(sdk_app_id)?, Effects { journal, outbox }))
    }

    /// The fault that strikes a request of a user, if any, which is noted in the journal.
    pub(crate) fn strike(
        &mut self,
        what: Strikes,
        sdk_app_id: SdkAppId,
        user_id: Option<&UserId>,
        now: UnixMillis,
    ) -> Option<(u64, Effect)> {
        let (fault, effect) = self.faults.strike(what, sdk_app_id, user_id)?;
        let about = About { sdk_app_id: Some(sdk_app_id), user_id: user_id.map(UserId::as_str) };
        self.journal.note(about, now, Record::Fault { fault, effect: format!("{effect:?}") });
        Some((fault, effect))
    }

    pub(crate) const fn new_link(&mut self) -> LinkId {
        let id = LinkId(self.next_link);
        self.next_link += 1;
        id
    }

    /// No link that follows has a number up to this one.
    pub(crate) fn skip_links(&mut self, last: LinkId) {
        self.next_link = self.next_link.max(last.0.saturating_add(1));
    }

    /// Time passes from now on, after the clock was replaced.
    pub(crate) fn clock_was_replaced(&mut self) {
        self.heartbeats = Heartbeats::starting_at(self.clock.now());
    }

    /// Forgets everything but the configuration. The clock shows the machine's time again.
    pub(crate) fn reset(&mut self) {
        self.apps.reset();
        self.journal.clear();
        self.outbox.clear();
        self.faults = FaultsInForce::default();
        self.clock.set_pace(Pace::RunsAhead(0));
        self.clock_was_replaced();
    }

    pub(crate) fn now(&self) -> UnixMillis {
        self.clock.now()
    }
}
