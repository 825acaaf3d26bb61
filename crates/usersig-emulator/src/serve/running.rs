//! An emulator that runs.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use crate::clock::Clock;
use crate::config;
use crate::delivery::courier::deliver;
use crate::http::access::Access;
use crate::options::{Options, Transport};
use crate::serve::addresses::{Addresses, Variables};
use crate::serve::listeners::Listeners;
use crate::state::file;
use crate::tls::authority::Authority;
use crate::tls::ca_file::CaFile;
use crate::world::apps::Apps;
use crate::world::emulator::Emulator;
use crate::world::world_state::World;

/// How often the emulator looks for events that are due between two calls.
const TICK: Duration = Duration::from_millis(200);

/// The listeners of an emulator. It stops when this is dropped, and [`stop`](Self::stop) also saves its state.
#[derive(Debug)]
pub struct Running {
    addresses: Addresses,
    emulator: Arc<Emulator>,
    ca_file: Option<CaFile>,
    state: Option<PathBuf>,
    stop: watch::Sender<bool>,
}

/// Starts an emulator on the current tokio runtime.
///
/// # Errors
/// If a file of the options is not valid or cannot be written, or an address is not free.
pub async fn start(options: Options) -> anyhow::Result<Running> {
    let plan = config::load::load(options.config.as_deref(), options.own_keys)?;
    let clock = Clock::start()?;
    let needs_certificate = options.transport == Transport::Tls || options.proxy.is_some();
    let authority =
        needs_certificate.then(|| Authority::create(&options.allow_hosts, clock.now().second())).transpose()?;
    let mut world = World::new(clock, Apps::new(plan));
    world.panics_for.clone_from(&options.fault_panic);
    if let Some(path) = &options.state {
        file::load(&mut world, path)?;
    }
    let emulator = Arc::new(Emulator::new(world));
    let listeners = Listeners::bind(&options).await?;
    let addresses = listeners.addresses;
    let write = |authority: &Authority| CaFile::write(options.ca_file.as_deref(), &authority.pem);
    let ca_file = authority.as_ref().map(write).transpose()?;
    let (stop, stopped) = watch::channel(false);
    let access = Access::new(&options.allow_hosts, &options.allow_origins);
    listeners.accept(&emulator, access, authority.as_ref().map(|authority| &authority.acceptor), &stopped);
    tokio::spawn(deliver(Arc::clone(&emulator), stopped.clone()));
    tokio::spawn(tick(Arc::clone(&emulator), stopped));
    Ok(Running { addresses, emulator, ca_file, state: options.state, stop })
}

impl Running {
    /// The address of the gateway and the REST interface.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.addresses.service
    }

    /// The address of the control plane, if it is on.
    #[must_use]
    pub const fn control(&self) -> Option<SocketAddr> {
        self.addresses.control
    }

    /// The line that tells a test where to connect.
    #[must_use]
    pub fn ready_line(&self) -> String {
        self.addresses.ready_line(self.ca_file.as_ref().map(CaFile::path)).to_string()
    }

    /// The variables that clients need to trust the certificate and to use the proxy, if there is a certificate.
    #[must_use]
    pub fn variables(&self) -> Option<String> {
        let ca_file = self.ca_file.as_ref()?.path();
        Some(Variables { addresses: self.addresses, ca_file }.to_string())
    }

    /// Stops accepting connections and saves the state.
    ///
    /// # Errors
    /// If the state cannot be saved.
    pub fn stop(self) -> anyhow::Result<()> {
        self.stop.send_replace(true);
        self.state.as_deref().map_or(Ok(()), |path| file::save(&self.emulator, path))
    }

    pub(crate) fn origin(&self) -> String {
        self.addresses.origin()
    }

    pub(crate) fn gateway(&self) -> String {
        self.addresses.gateway()
    }

    pub(crate) fn control_address(&self) -> Option<String> {
        self.addresses.control()
    }

    pub(crate) fn emulator(&self) -> &Emulator {
        &self.emulator
    }
}

/// Lets time pass between two calls.
async fn tick(emulator: Arc<Emulator>, mut stop: watch::Receiver<bool>) {
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => emulator.call(|_, _| ()),
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}
