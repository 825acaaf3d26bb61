//! An emulator inside the process of a test.

use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use tokio::runtime::{Builder, Runtime};
use usersig::{Lifetime, SdkAppId, UnixTime, UserId};
use usersig_login::UnixMillis;

use crate::clock::LATEST;
use crate::control::clock::change;
use crate::options::Options;
use crate::serve::running::{Running, start};
use crate::world::world_state::World;

/// How long requests may take to end after the stop.
const ENDS_WITHIN: Duration = Duration::from_secs(2);

/// An emulator on a free port of loopback, on threads of its own. It stops when this is dropped, also if the test panics.
///
/// Tests with and without a runtime can use it. Clients connect to it over the network.
///
/// ```
/// use usersig::{Lifetime, SdkAppId, UserId};
/// use usersig_emulator::Emulator;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let emulator = Emulator::start()?;
/// let ticket = emulator.user_sig(SdkAppId::new(1_400_000_000)?, &UserId::new("alice")?, Lifetime::from_secs(60)?)?;
/// println!("log in at {} with {ticket}", emulator.gateway());
/// emulator.advance(std::time::Duration::from_secs(61)); // The ticket has expired.
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Emulator {
    running: Option<Running>,
    runtime: Option<Runtime>,
}

impl Emulator {
    /// Starts an emulator with the default options. It is ready when this returns.
    ///
    /// # Errors
    /// If no port is free or no thread can be started.
    pub fn start() -> anyhow::Result<Self> {
        Self::start_with(Options::default())
    }

    /// Starts an emulator with these options.
    ///
    /// # Errors
    /// If a file of the options is not valid, or an address is not free.
    pub fn start_with(options: Options) -> anyhow::Result<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        // The caller may be a task of another runtime, which must neither wait for this one nor drop it after an error.
        let started = thread::spawn(move || runtime.block_on(start(options)).map(|running| (running, runtime))).join();
        let (running, runtime) = started.map_err(|_| anyhow!("the emulator panicked while it started"))??;
        Ok(Self { running: Some(running), runtime: Some(runtime) })
    }

    /// The address of the gateway and the REST interface.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.running().address()
    }

    /// The address that replaces `https://console.tim.qq.com` in a REST client.
    #[must_use]
    pub fn origin(&self) -> String {
        self.running().origin()
    }

    /// The address for `proxyServer` of the Web SDK.
    #[must_use]
    pub fn gateway(&self) -> String {
        self.running().gateway()
    }

    /// The address of the control plane up to `/emulator/v1`, if the options have it on.
    #[must_use]
    pub fn control(&self) -> Option<String> {
        self.running().control_address()
    }

    /// The first line of the program, as JSON, with all addresses.
    #[must_use]
    pub fn ready_line(&self) -> String {
        self.running().ready_line()
    }

    /// Signs a ticket at the emulator's time.
    ///
    /// # Errors
    /// If the app would be one too many.
    pub fn user_sig(&self, sdk_app_id: SdkAppId, user_id: &UserId, lifetime: Lifetime) -> anyhow::Result<String> {
        let ticket = self.running().emulator().user_sig(sdk_app_id, user_id, lifetime).context("no ticket")?;
        Ok(ticket.as_str().to_owned())
    }

    /// The emulator's time.
    #[must_use]
    pub fn now(&self) -> UnixTime {
        self.running().emulator().call(|_, now| now.second())
    }

    /// Goes forward. Everything that falls due on the way happens in order and at its own time.
    pub fn advance(&self, step: Duration) {
        self.change(format!("advance the clock by {} s", step.as_secs()), |world| world.advance(step));
    }

    /// Sets the clock. Times after the year 9999 are its end.
    pub fn set_clock(&self, at: UnixTime) {
        let millis = UnixMillis::from_millis(at.as_secs().saturating_mul(1000)).min(LATEST);
        self.change(format!("set the clock to {}", at.as_secs()), |world| world.set_clock(millis));
    }

    /// Stops the clock.
    pub fn freeze(&self) {
        self.change("freeze the clock".to_owned(), |world| world.clock.freeze());
    }

    /// Lets the clock run again.
    pub fn resume(&self) {
        self.change("resume the clock".to_owned(), |world| world.clock.resume());
    }

    fn change(&self, operation: String, call: impl FnOnce(&mut World)) {
        let _ = change(self.running().emulator(), operation, call);
    }

    const fn running(&self) -> &Running {
        self.running.as_ref().expect("only drop takes it")
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        let (Some(running), Some(runtime)) = (self.running.take(), self.runtime.take()) else { return };
        // The test is over. It has no use for an error about the file of a state.
        drop(running.stop());
        // A task of another runtime must not wait, so a thread waits until the port is free.
        drop(thread::spawn(move || runtime.shutdown_timeout(ENDS_WITHIN)).join());
    }
}
