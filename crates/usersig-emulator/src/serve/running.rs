//! An emulator that runs.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::time::{MissedTickBehavior, interval};

use crate::clock::Clock;
use crate::config;
use crate::delivery::courier::deliver;
use crate::http::access::Access;
use crate::options::Options;
use crate::serve::listener::{CONNECTIONS, accept};
use crate::serve::router::{Interfaces, router};
use crate::state::file;
use crate::world::apps::Apps;
use crate::world::emulator::Emulator;
use crate::world::world_state::World;

/// How often the emulator looks for events that are due between two calls.
const TICK: Duration = Duration::from_millis(200);

/// The listeners of an emulator. It stops when this is dropped, and [`stop`](Self::stop) also saves its state.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    control: Option<SocketAddr>,
    emulator: Arc<Emulator>,
    state: Option<PathBuf>,
    stop: watch::Sender<bool>,
}

/// Starts an emulator on the current tokio runtime.
///
/// # Errors
/// If a file of the options is not valid, or an address is not free.
pub async fn start(options: Options) -> anyhow::Result<Running> {
    let plan = config::load::load(options.config.as_deref(), options.own_keys)?;
    let mut world = World::new(Clock::start()?, Apps::new(plan));
    world.panics_for = options.fault_panic;
    if let Some(path) = &options.state {
        file::load(&mut world, path)?;
    }
    let emulator = Arc::new(Emulator::new(world));
    let access = Arc::new(Access::new(&options.allow_hosts, &options.allow_origins));
    let service = bind(options.listen).await?;
    let control = match options.control_listen {
        Some(address) => Some(bind(address).await?),
        None => None,
    };
    let interfaces =
        if options.listen.ip().is_loopback() && control.is_none() { Interfaces::All } else { Interfaces::Service };
    let (address, control_address) =
        (service.local_addr()?, control.as_ref().map(TcpListener::local_addr).transpose()?);
    let (stop, stopped) = watch::channel(false);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let routes = |interfaces| router(interfaces, Arc::clone(&emulator), Arc::clone(&access));
    tokio::spawn(accept(service, routes(interfaces), Arc::clone(&places), stopped.clone()));
    if let Some(control) = control {
        tokio::spawn(accept(control, routes(Interfaces::Control), places, stopped.clone()));
    }
    tokio::spawn(deliver(Arc::clone(&emulator), stopped.clone()));
    tokio::spawn(tick(Arc::clone(&emulator), stopped));
    let control = if interfaces == Interfaces::All { Some(address) } else { control_address };
    Ok(Running { address, control, emulator, state: options.state, stop })
}

impl Running {
    /// The address of the gateway and the REST interface.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the control plane, if it is on.
    #[must_use]
    pub const fn control(&self) -> Option<SocketAddr> {
        self.control
    }

    /// The line that tells a test where to connect.
    #[must_use]
    pub fn ready_line(&self) -> String {
        let Self { address, control, .. } = self;
        let control = control.map(|control| format!("http://{}", reachable(control)));
        let line = json!({
            "ready": true,
            "port": address.port(),
            "address": address,
            "gateway": format!("ws://{}", reachable(*address)),
            "control": control.as_ref().map(|origin| format!("{origin}/emulator/v1")),
            "console": control.map(|origin| format!("{origin}/")),
            "version": env!("CARGO_PKG_VERSION"),
        });
        line.to_string()
    }

    /// Stops accepting connections and saves the state.
    ///
    /// # Errors
    /// If the state cannot be saved.
    pub fn stop(self) -> anyhow::Result<()> {
        self.stop.send_replace(true);
        self.state.as_deref().map_or(Ok(()), |path| file::save(&self.emulator, path))
    }
}

/// An address that a client on this machine can connect to. Nothing connects to 0.0.0.0, which means every address.
const fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
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
