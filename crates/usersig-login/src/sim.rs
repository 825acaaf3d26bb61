//! One service and many clients in one thread, with a clock and a network of their own (feature `sim`).
//!
//! The same seed and the same calls give the same run, to the millisecond. A test that panics prints the seed and the
//! end of the journal.
//!
//! Alice logs in on iPhone and Web, then on Android; iPhone is told it was kicked, Web stays:
//!
//! ```
//! use usersig_login::{Callback, Platform, sim::Simulation};
//! let mut sim = Simulation::new(1);
//! let alice = usersig::UserId::new("alice")?;
//! let [iphone, web, android] = [Platform::IPhone, Platform::Web, Platform::Android].map(|on| sim.device(alice, on));
//! for device in [iphone, web, android] {
//!     sim.login(device);
//!     sim.run_for(std::time::Duration::from_secs(2));
//! }
//! assert_eq!(sim.heard(iphone).last(), Some(&Callback::KickedOffline));
//! assert_eq!([iphone, web, android].map(|device| sim.is_logged_in(device)), [false, true, true]);
//! # Ok::<(), usersig::InvalidUserId>(())
//! ```

mod client_side;
mod clock;
mod device;
mod device_id;
mod journal;
mod last_words;
mod network;
mod queue;
mod script;
mod service_side;
mod settings;
mod sim_app;

use std::time::Duration;

use usersig::UserId;

use crate::client::{Answer, CallId, Callback, Client, Event};
use crate::dice::Dice;
use crate::platform::Platform;
use crate::service::{Device, HEARTBEAT, Registry};
pub use clock::BEGIN;
use device::SimDevice;
pub use device_id::DeviceId;
pub use journal::{Line, Note};
use queue::{Millis, Occurrence, Queue, millis};
pub use settings::{Network, SimSettings};
use sim_app::SimApp;

/// A run: see the [module](self).
#[derive(Debug)]
pub struct Simulation {
    seed: u64,
    dice: Dice,
    network: Network,
    /// Since the beginning, whatever the service's clock says.
    elapsed: Millis,
    /// How far the service's clock was set from the time that has passed.
    clock_set_by: i64,
    queue: Queue,
    registry: Registry,
    app: SimApp,
    devices: Vec<SimDevice>,
    journal: Vec<Line>,
    next_call: u64,
}

impl Simulation {
    /// An app that changed nothing, and a network that loses nothing.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self::with(seed, SimSettings::default())
    }

    /// Another app and network.
    #[must_use]
    pub fn with(seed: u64, settings: SimSettings) -> Self {
        let app = SimApp::new();
        Self {
            seed,
            dice: Dice::new(seed),
            network: settings.network,
            elapsed: 0,
            clock_set_by: 0,
            queue: Queue::default(),
            registry: Registry::new(app.sdk_app_id, settings.app),
            app,
            devices: Vec::new(),
            journal: Vec::new(),
            next_call: 0,
        }
    }

    /// Adds a device of a user, with its SDK initialised.
    pub fn device(&mut self, user_id: UserId, platform: Platform) -> DeviceId {
        let id = DeviceId(self.devices.len());
        let instance = u64::try_from(id.0).unwrap_or(u64::MAX);
        self.devices.push(SimDevice::new(user_id, Device::new(platform, instance)));
        self.happens(id, Event::Init { sdk_app_id: self.app.number() });
        let first_beat = Duration::from_millis(self.dice.up_to(millis(HEARTBEAT)));
        self.plan(first_beat, id, Occurrence::Beats);
        id
    }

    /// What the device's app was told so far, but for answers.
    #[must_use]
    pub fn heard(&self, device: DeviceId) -> &[Callback] {
        &self.at(device).heard
    }

    /// The answers to a call so far: one, once it is answered.
    #[must_use]
    pub fn answers(&self, device: DeviceId, call: CallId) -> Vec<Answer> {
        let answers = self.at(device).answers.iter().filter(|(answered, _)| *answered == call);
        answers.map(|(_, answer)| *answer).collect()
    }

    /// Whether the device believes that somebody is logged in.
    #[must_use]
    pub fn is_logged_in(&self, device: DeviceId) -> bool {
        self.client(device).login_user().is_some()
    }

    /// The device's SDK.
    #[must_use]
    pub fn client(&self, device: DeviceId) -> &Client {
        &self.at(device).client
    }

    /// The service.
    #[must_use]
    pub const fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Everything that happened so far.
    #[must_use]
    pub fn journal(&self) -> &[Line] {
        &self.journal
    }

    fn at(&self, device: DeviceId) -> &SimDevice {
        &self.devices[device.0]
    }

    fn at_mut(&mut self, device: DeviceId) -> &mut SimDevice {
        &mut self.devices[device.0]
    }

    fn note(&mut self, device: Option<DeviceId>, what: Note) {
        self.journal.push(Line { at: Duration::from_millis(self.elapsed), device, what });
    }
}

impl Drop for Simulation {
    fn drop(&mut self) {
        if std::thread::panicking() {
            last_words::print(&self.journal, self.seed);
        }
    }
}
