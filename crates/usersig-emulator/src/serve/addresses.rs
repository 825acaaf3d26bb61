//! Where an emulator listens, as its first line tells.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;

use serde_json::{Value, json};

use crate::options::Transport;

/// The addresses of the listeners.
#[derive(Clone, Copy, Debug)]
pub(super) struct Addresses {
    pub(super) transport: Transport,
    pub(super) service: SocketAddr,
    pub(super) control: Option<SocketAddr>,
    pub(super) proxy: Option<SocketAddr>,
}

impl Addresses {
    /// The address of the routes, without a path.
    pub(super) fn origin(&self) -> String {
        format!("{}://{}", self.choose("http", "https"), reachable(self.service))
    }

    /// The address for `proxyServer` of the Web SDK.
    pub(super) fn gateway(&self) -> String {
        format!("{}://{}", self.choose("ws", "wss"), reachable(self.service))
    }

    /// The address of the control plane, if it is on.
    pub(super) fn control(&self) -> Option<String> {
        self.control_origin().map(|origin| format!("{origin}/emulator/v1"))
    }

    /// The address of the console page, which is where the control plane is.
    fn console(&self) -> Option<String> {
        self.control_origin().map(|origin| format!("{origin}/"))
    }

    fn control_origin(&self) -> Option<String> {
        self.control.map(|control| format!("{}://{}", self.choose("http", "https"), reachable(control)))
    }

    /// The address for `HTTPS_PROXY`, if there is a proxy.
    pub(super) fn proxy(&self) -> Option<String> {
        self.proxy.map(|proxy| format!("http://{}", reachable(proxy)))
    }

    /// The line that tells a test where to connect.
    pub(super) fn ready_line(&self, ca_file: Option<&Path>) -> Value {
        json!({
            "ready": true,
            "port": self.service.port(),
            "address": self.service,
            "gateway": self.gateway(),
            "control": self.control(),
            "console": self.console(),
            "proxy": self.proxy(),
            "ca_file": ca_file.map(|path| path.display().to_string()),
            "version": env!("CARGO_PKG_VERSION"),
        })
    }

    const fn choose(&self, plain: &'static str, tls: &'static str) -> &'static str {
        match self.transport {
            Transport::Plain => plain,
            Transport::Tls => tls,
        }
    }
}

/// The variables that clients need, for a person who started the emulator in a shell.
pub(super) struct Variables<'a> {
    pub(super) addresses: Addresses,
    pub(super) ca_file: &'a Path,
}

impl fmt::Display for Variables<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.ca_file.display();
        writeln!(f, "Clients must trust {file}, which is valid for one day. Set the variable that your client reads:")?;
        write!(f, "  REQUESTS_CA_BUNDLE={file}\n  NODE_EXTRA_CA_CERTS={file}\n  SSL_CERT_FILE={file}")?;
        let Some(proxy) = self.addresses.proxy() else { return Ok(()) };
        // Some clients read only one spelling, and in others the lower case counts more. Node reads none without its own variable.
        write!(f, "\nClients with fixed hosts:\n  HTTPS_PROXY={proxy}\n  https_proxy={proxy}\n  NODE_USE_ENV_PROXY=1")
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
