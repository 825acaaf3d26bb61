//! Everything that can be wrong in a configuration, without touching the network, the store or the audit.

use std::sync::Arc;

use anyhow::{Context, ensure};
use rustls::ServerConfig;

use crate::config::file::File;
use crate::config::load::{self, Loaded, Source};
use crate::config::store_kind::StoreKind;
use crate::secrets::app_key::KeyPolicy;
use crate::serve::tls;
use crate::store::redis::connect::Connector;
use crate::store::redis::settings::Settings;
use crate::words::moment::Clock;

/// A configuration with which a service can start, if the addresses and the folders are usable. `--check` makes the same.
pub(crate) struct Prepared {
    pub(crate) loaded: Loaded,
    pub(crate) tls: Option<Arc<ServerConfig>>,
    /// If the store is Redis.
    pub(crate) redis: Option<Settings>,
}

/// Reads and checks the configuration and every file that it names.
pub(crate) fn prepare(source: &Source, clock: Clock) -> anyhow::Result<Prepared> {
    let loaded = load::load(source, clock)?;
    refuse_sample_key_off_loopback(&loaded.file, source.key_policy)?;
    let tls = loaded.file.tls.as_ref().map(tls::server_config).transpose()?;
    let redis = redis(&loaded.file).context("redis")?;
    Ok(Prepared { loaded, tls, redis })
}

/// Everybody can sign with the sample key, so such a service must not be reachable.
fn refuse_sample_key_off_loopback(file: &File, policy: KeyPolicy) -> anyhow::Result<()> {
    let on_loopback = file.listen.ip().is_loopback() && file.admin_listen.ip().is_loopback();
    ensure!(policy == KeyPolicy::Production || on_loopback, "--insecure-sample-key binds only to loopback addresses");
    Ok(())
}

fn redis(file: &File) -> anyhow::Result<Option<Settings>> {
    let StoreKind::Redis(address) = &file.store else { return Ok(None) };
    let section = file.redis.clone().unwrap_or_default();
    let settings = section.settings(address, file.lifetimes.longest_accepted.duration())?;
    if let Some(path) = &section.ca {
        // The client of Redis accepts a file without a certificate, and then no connection succeeds.
        tls::certificates(path).context("ca")?;
    }
    // It does not connect.
    Connector::new(&settings).context("the settings of Redis do not fit")?;
    Ok(Some(settings))
}
