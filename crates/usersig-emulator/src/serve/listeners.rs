//! The listeners of one emulator.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;

use crate::http::access::Access;
use crate::http::panics::Guarded;
use crate::options::{Options, Transport};
use crate::serve::addresses::Addresses;
use crate::serve::connection::Protocol;
use crate::serve::listener::{CONNECTIONS, Purpose, accept};
use crate::serve::proxy::Tunnels;
use crate::serve::router::{Interfaces, router};
use crate::world::emulator::Emulator;

/// Listeners that accept nothing yet.
pub(super) struct Listeners {
    service: TcpListener,
    control: Option<TcpListener>,
    proxy: Option<TcpListener>,
    pub(super) addresses: Addresses,
}

impl Listeners {
    /// # Errors
    /// If an address is not free.
    pub(super) async fn bind(options: &Options) -> anyhow::Result<Self> {
        let (service, address) = bind(options.listen).await?;
        let (control, control_address) = bind_if(options.control_listen).await?.unzip();
        let (proxy, proxy_address) = bind_if(options.proxy).await?.unzip();
        // On loopback the control plane shares the address, if it has none of its own.
        let shared = options.listen.ip().is_loopback().then_some(address);
        let addresses = Addresses {
            transport: options.transport,
            service: address,
            control: control_address.or(shared),
            proxy: proxy_address,
        };
        Ok(Self { service, control, proxy, addresses })
    }

    /// Accepts connections until the emulator stops.
    pub(super) fn accept(
        self,
        emulator: &Arc<Emulator>,
        access: Access,
        acceptor: Option<&TlsAcceptor>,
        stop: &watch::Receiver<bool>,
    ) {
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        let start = |listener, purpose| {
            drop(tokio::spawn(accept(listener, purpose, Arc::clone(&places), stop.clone())));
        };
        let of = |interfaces, access| router(interfaces, Arc::clone(emulator), Arc::new(access));
        let tls = acceptor.filter(|_| self.addresses.transport == Transport::Tls);
        let interfaces =
            if self.addresses.control == Some(self.addresses.service) { Interfaces::All } else { Interfaces::Service };
        start(self.service, purpose(of(interfaces, access.clone()), tls));
        if let Some(control) = self.control {
            start(control, purpose(of(Interfaces::Control, access.clone()), tls));
        }
        if let Some((proxy, acceptor)) = self.proxy.zip(acceptor.cloned()) {
            let router = of(Interfaces::Service, access.for_tunnels());
            let tunnels = Tunnels { router, acceptor, emulator: Arc::clone(emulator) };
            start(proxy, Purpose::Proxy(tunnels));
        }
    }
}

fn purpose(router: Guarded, tls: Option<&TlsAcceptor>) -> Purpose {
    Purpose::Routes(match tls {
        None => Protocol::Plain(router),
        Some(acceptor) => Protocol::Tls(router, acceptor.clone()),
    })
}

async fn bind_if(address: Option<SocketAddr>) -> anyhow::Result<Option<(TcpListener, SocketAddr)>> {
    match address {
        Some(address) => bind(address).await.map(Some),
        None => Ok(None),
    }
}

/// A listener, and its address with the port that it got.
async fn bind(address: SocketAddr) -> anyhow::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}
