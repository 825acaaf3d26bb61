//! The simulation.

use std::collections::BTreeMap;
use std::mem;
use std::time::Duration;

use usersig::UserId;

use crate::client::{Answer, CallId, Callback, Client, ClientSettings, Event, LoginStatus};
use crate::keeper::{KeeperSettings, SessionKeeper};
use crate::platform::Platform;
use crate::rng::Rng;
use crate::service::{Changes, Device, Registry, SavedState, SessionId};
use crate::sim::device::SimDevice;
use crate::sim::device_id::DeviceId;
use crate::sim::failure_report;
use crate::sim::journal::{Line, Note};
use crate::sim::program::DeviceProgram;
use crate::sim::queue::{Millis, Queue};
use crate::sim::settings::{Network, SimSettings};
use crate::sim::sim_app::SimApp;

/// A run: see the [module](crate::sim).
#[derive(Debug)]
pub struct Simulation {
    pub(super) seed: u64,
    pub(super) rng: Rng,
    pub(super) network: Network,
    /// The time since the beginning, whatever any clock shows.
    pub(super) elapsed: Millis,
    /// How far the service's clock was set ahead of the time that has passed, in milliseconds.
    pub(super) clock_set_by: i64,
    pub(super) queue: Queue,
    pub(super) registry: Registry,
    pub(super) saved: Option<SavedState>,
    /// The changes since then.
    pub(super) changes: Vec<Changes>,
    pub(super) app: SimApp,
    pub(super) devices: Vec<SimDevice>,
    /// The device and the link of each session.
    pub(super) routes: BTreeMap<SessionId, (DeviceId, u32)>,
    pub(super) journal: Vec<Line>,
    pub(super) next_call: u64,
}

impl Simulation {
    /// An app with the console's defaults, and a network that loses nothing.
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
            rng: Rng::new(seed),
            network: settings.network,
            elapsed: 0,
            clock_set_by: 0,
            queue: Queue::default(),
            registry: Registry::new(app.sdk_app_id, settings.app),
            saved: None,
            changes: Vec::new(),
            app,
            devices: Vec::new(),
            routes: BTreeMap::new(),
            journal: Vec::new(),
            next_call: 0,
        }
    }

    /// Adds a device of a user that runs a [`Client`], initialised.
    pub fn device(&mut self, user_id: UserId, platform: Platform) -> DeviceId {
        let device = self.next_device(platform);
        self.device_with(user_id, device, Box::new(Client::new(ClientSettings::of(platform))))
    }

    /// Adds a device of a user that runs a [`SessionKeeper`], initialised. It gets its tickets from the app's server.
    pub fn keeper(&mut self, user_id: UserId, platform: Platform, settings: KeeperSettings) -> DeviceId {
        let device = self.next_device(platform);
        let client = Client::new(ClientSettings::of(platform));
        let keeper = SessionKeeper::new(client, settings, self.rng.next());
        self.device_with(user_id, device, Box::new(keeper))
    }

    /// Adds a device that runs a program of your own, and calls `initSDK`. Two devices may have the same instance id, as
    /// after restoring two phones from one backup.
    pub fn device_with(&mut self, user_id: UserId, device: Device, program: Box<dyn DeviceProgram>) -> DeviceId {
        let id = DeviceId(self.devices.len());
        self.devices.push(SimDevice::new(user_id, device, program));
        self.happens(id, Event::Init { sdk_app_id: self.app.number() });
        id
    }

    /// The callbacks the device's app has received so far.
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

    /// The user the device believes to be logged in.
    #[must_use]
    pub fn login_user(&self, device: DeviceId) -> Option<UserId> {
        self.at(device).program.login_user()
    }

    /// The login status the device shows.
    #[must_use]
    pub fn login_status(&self, device: DeviceId) -> LoginStatus {
        self.at(device).program.login_status()
    }

    /// Whether the device believes that a user is logged in.
    #[must_use]
    pub fn is_logged_in(&self, device: DeviceId) -> bool {
        self.login_user(device).is_some()
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

    /// Removes the journal so far and returns it. Without this call a long run fills the memory. If the test fails later,
    /// only what happened since then is printed.
    pub fn take_journal(&mut self) -> Vec<Line> {
        mem::take(&mut self.journal)
    }

    fn next_device(&self, platform: Platform) -> Device {
        Device::new(platform, u64::try_from(self.devices.len()).unwrap_or(u64::MAX))
    }

    pub(super) fn at(&self, device: DeviceId) -> &SimDevice {
        self.devices.get(device.0).expect("the device belongs to another simulation")
    }

    pub(super) fn at_mut(&mut self, device: DeviceId) -> &mut SimDevice {
        self.devices.get_mut(device.0).expect("the device belongs to another simulation")
    }

    pub(super) fn note(&mut self, device: Option<DeviceId>, what: Note) {
        self.journal.push(Line { at: Duration::from_millis(self.elapsed), device, what });
    }
}

impl Drop for Simulation {
    fn drop(&mut self) {
        if std::thread::panicking() {
            failure_report::print(&self.journal, self.seed);
        }
    }
}
