//! How an emulator starts.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// The options of the command line.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address of the gateway and the REST interface. Port 0 is any free port.
    pub listen: SocketAddr,
    /// Where the control plane listens. Without it, it shares `listen` on loopback and is off elsewhere.
    pub control_listen: Option<SocketAddr>,
    /// Hosts that requests may name, beside those of loopback.
    pub allow_hosts: Vec<String>,
    /// Origins of pages that may call, beside those of loopback.
    pub allow_origins: Vec<String>,
    /// The configuration file with apps and keys.
    pub config: Option<PathBuf>,
    /// Allows keys other than the public sample key.
    pub own_keys: OwnKeys,
    /// A login of this user panics, so that a test can see that only its connection ends.
    #[doc(hidden)]
    pub fault_panic: Option<String>,
    /// Whether clients speak HTTP or HTTPS at `listen` and `control_listen`.
    pub transport: Transport,
    /// Where the proxy for clients with hard-coded hosts listens. Without an address there is none.
    pub proxy: Option<SocketAddr>,
    /// The file for the certificate that clients trust. Without a path it is a temporary file.
    pub ca_file: Option<PathBuf>,
    /// The file that the state is loaded from at the start and saved to at the stop.
    pub state: Option<PathBuf>,
}

/// Whether the configuration file may name keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OwnKeys {
    /// It may. A key of a real app is at risk in a program for tests.
    Allowed,
    /// It may not.
    #[default]
    Refused,
}

/// The protocol below HTTP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transport {
    /// HTTP and WebSocket over TCP.
    #[default]
    Plain,
    /// HTTPS and secure WebSocket, with a certificate of this start.
    Tls,
}

impl Default for Options {
    /// Loopback, any free port, and every SDKAppID with the public sample key.
    fn default() -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            control_listen: None,
            allow_hosts: Vec::new(),
            allow_origins: Vec::new(),
            config: None,
            own_keys: OwnKeys::Refused,
            fault_panic: None,
            transport: Transport::Plain,
            proxy: None,
            ca_file: None,
            state: None,
        }
    }
}
