//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use clap::{Parser, Subcommand};
use usersig::SdkAppId;

use crate::config::load::{Overrides, Source};
use crate::http::service::Fault;
use crate::secrets::app_key::KeyPolicy;
use crate::words::moment::Skew;
use crate::words::number;

/// Signs UserSig and PrivateMapKey for callers it knows
///
/// Flags override environment variables, which override the configuration file.
#[derive(Debug, Parser)]
#[command(name = "usersig-server", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// The configuration file
    #[arg(long, value_name = "FILE", env = "USERSIG_SERVER_CONFIG", global = true)]
    config: Option<PathBuf>,

    /// The address of the API
    #[arg(long, value_name = "ADDRESS", env = "USERSIG_SERVER_LISTEN")]
    listen: Option<SocketAddr>,

    /// The address of /livez, /readyz and /metrics
    #[arg(long, value_name = "ADDRESS", env = "USERSIG_SERVER_ADMIN_LISTEN")]
    admin_listen: Option<SocketAddr>,

    /// The folder of the embedded store
    #[arg(long, value_name = "FOLDER", env = "USERSIG_SERVER_DATA_DIR")]
    data_dir: Option<PathBuf>,

    /// Where revocations are kept: embedded; redis://HOST:PORT or rediss://HOST:PORT, which replicas share; or memory, which
    /// forgets them when the service stops
    #[arg(long, value_name = "STORE", env = "USERSIG_SERVER_STORE")]
    // A text, because clap repeats a value that it cannot parse, and an address may contain a password.
    store: Option<String>,

    /// The file of the audit; standard output without it
    #[arg(long, value_name = "FILE", env = "USERSIG_SERVER_AUDIT_FILE")]
    audit_file: Option<PathBuf>,

    /// Write logs as lines of JSON
    #[arg(long, env = "USERSIG_SERVER_LOG_JSON")]
    pub(crate) log_json: bool,

    /// Check the configuration, print the effective one without secrets, and exit
    #[arg(long)]
    pub(crate) check: bool,

    /// Allow keys with which everybody can sign; only for tests, and only on loopback
    #[arg(long, global = true)]
    insecure_sample_key: bool,

    /// Delay each request by milliseconds (tests)
    #[arg(long, hide = true, requires = "insecure_sample_key", value_name = "MILLISECONDS")]
    fault_delay: Option<u64>,

    /// Let the clock be wrong by seconds (tests)
    #[arg(long, hide = true, requires = "insecure_sample_key", value_name = "SECONDS", allow_negative_numbers = true)]
    fault_skew: Option<i64>,

    /// Panic when a ticket for this user is signed (tests)
    #[arg(long, hide = true, requires = "insecure_sample_key", value_name = "USER")]
    fault_panic: Option<String>,
}

/// Commands beside running the service.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print what the policy would answer a caller, and why, without signing
    Ask(Ask),
    /// Create an API key and print its line for the configuration
    Keygen,
}

/// A question about the policy.
#[derive(Debug, clap::Args)]
pub(crate) struct Ask {
    /// The caller: key:NAME, certificate:NAME, or user:SUBJECT with --issuer
    #[arg(long = "as", value_name = "CALLER")]
    pub(crate) caller: String,

    /// The user of the ticket
    #[arg(long = "for", value_name = "USER")]
    pub(crate) user: String,

    /// The app; the default app without it
    #[arg(long, value_name = "SDKAPPID")]
    pub(crate) app: Option<SdkAppId>,

    /// The operation
    #[arg(long, default_value = "user-sig", value_parser = ["user-sig", "private-map-key", "verify", "revoke"])]
    pub(crate) operation: String,

    /// The lifetime of the ticket in seconds
    #[arg(long, value_name = "SECONDS", value_parser = number::parse::<u64>)]
    pub(crate) ttl: Option<u64>,

    /// The number of the room
    #[arg(long, conflicts_with = "room_name", value_parser = number::parse::<u32>)]
    pub(crate) room_id: Option<u32>,

    /// The name of the room
    #[arg(long)]
    pub(crate) room_name: Option<String>,

    /// Names of privileges, separated by commas
    #[arg(long, value_delimiter = ',')]
    pub(crate) privileges: Vec<String>,

    /// The login service of a user
    #[arg(long)]
    pub(crate) issuer: Option<String>,

    /// The claims of the user's login token, as a JSON object
    #[arg(long, value_name = "JSON", default_value = "{}")]
    pub(crate) claims: String,
}

impl Arguments {
    /// Where the configuration comes from.
    ///
    /// # Errors
    /// Without a configuration file, and if the store is not one.
    pub(crate) fn source(&self) -> anyhow::Result<Source> {
        let path = self.config.clone().context("--config FILE is needed")?;
        let store = self.store.as_deref().map(str::parse).transpose().context("--store or USERSIG_SERVER_STORE")?;
        let overrides = Overrides {
            listen: self.listen,
            admin_listen: self.admin_listen,
            data_dir: self.data_dir.clone(),
            store,
            audit_file: self.audit_file.clone(),
        };
        let key_policy = if self.insecure_sample_key { KeyPolicy::Sample } else { KeyPolicy::Production };
        Ok(Source { path, overrides, key_policy })
    }

    pub(crate) fn allows_sample_key(&self) -> bool {
        self.insecure_sample_key
    }

    pub(crate) fn fault(&self) -> Fault {
        Fault {
            delay: self.fault_delay.map(Duration::from_millis),
            skew: Skew(self.fault_skew.unwrap_or_default()),
            panic_for: self.fault_panic.clone(),
        }
    }
}
