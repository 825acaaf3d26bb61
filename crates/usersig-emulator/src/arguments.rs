//! The command line.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Parser;
use usersig_emulator::{Options, OwnKeys, Transport};

/// A login service of Tencent Cloud IM for tests
///
/// The official Web SDK logs in to it with proxyServer: 'ws://127.0.0.1:PORT'. The first line on standard output is
/// {"ready":true,"port":PORT,..}.
#[derive(Debug, Parser)]
#[command(name = "usersig-emulator", version)]
pub(crate) struct Arguments {
    /// The port. 0 picks a free one
    #[arg(long, default_value_t = 0)]
    port: u16,

    /// The address. On any other than loopback, the control plane needs --control-listen
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,

    /// Where the control plane listens instead of sharing the port
    #[arg(long, value_name = "ADDRESS:PORT")]
    control_listen: Option<SocketAddr>,

    /// A host that requests may name, beside those of loopback
    #[arg(long = "allow-host", value_name = "HOST")]
    allow_hosts: Vec<String>,

    /// An origin whose pages may call, beside those of loopback
    #[arg(long = "allow-origin", value_name = "ORIGIN")]
    allow_origins: Vec<String>,

    /// The TOML file with apps and keys
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Let the configuration name keys other than the public sample key. Never use the key of a real app
    #[arg(long)]
    allow_own_keys: bool,

    /// Panic when this user logs in (tests)
    #[arg(long, hide = true, value_name = "USER")]
    fault_panic: Option<String>,

    /// Serve HTTPS instead of HTTP, with a certificate that is made at the start and valid for one day
    #[arg(long)]
    tls: bool,

    /// Listen as an HTTPS proxy that answers for the service's hosts, by default on a free port of loopback
    #[arg(long, value_name = "ADDRESS:PORT", num_args = 0..=1, require_equals = true,
        default_missing_value = "127.0.0.1:0")]
    proxy: Option<SocketAddr>,

    /// Where to write the certificate that clients must trust, instead of a temporary file
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,

    /// Stop when standard input ends, as it does when the program that started the emulator ends
    #[arg(long)]
    pub(crate) stop_with_input: bool,

    /// Load the state from this file if it exists, and save it there at the stop
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
}

impl Arguments {
    pub(crate) fn options(self) -> Options {
        Options {
            listen: SocketAddr::new(self.listen, self.port),
            control_listen: self.control_listen,
            allow_hosts: self.allow_hosts,
            allow_origins: self.allow_origins,
            config: self.config,
            own_keys: if self.allow_own_keys { OwnKeys::Allowed } else { OwnKeys::Refused },
            fault_panic: self.fault_panic,
            transport: if self.tls { Transport::Tls } else { Transport::Plain },
            proxy: self.proxy,
            ca_file: self.ca_file,
            state: self.state,
        }
    }
}
