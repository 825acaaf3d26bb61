//! Opens everything a service needs.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use arc_swap::ArcSwap;
use tokio::net::TcpListener;
use tokio::runtime::Handle;

use crate::audit::sink::Target;
use crate::audit::trail::Trail;
use crate::config::file::File;
use crate::config::load::{Loaded, Source};
use crate::config::store_kind::StoreKind;
use crate::http::service::{Fault, Parts, Service};
use crate::metrics::Metrics;
use crate::serve::prepare::{Prepared, prepare};
use crate::serve::tls::LiveTls;
use crate::store::embedded::Embedded;
use crate::store::interface::Store;
use crate::store::memory::Memory;
use crate::store::redis::settings::Settings;
use crate::store::redis::shared::Shared;
use crate::words::moment::Clock;

/// A service whose listeners are bound. It does not accept connections yet.
pub(crate) struct Started {
    pub(crate) service: Arc<Service>,
    pub(crate) file: File,
    pub(crate) api: TcpListener,
    pub(crate) admin: TcpListener,
    pub(crate) tls: Option<LiveTls>,
    pub(crate) config: Source,
}

/// Opens the files and binds the listeners.
pub(crate) async fn start(source: Source, fault: Fault) -> anyhow::Result<Started> {
    let clock = Clock::start().with_skew(fault.skew);
    let Prepared { loaded: Loaded { file, live, rules }, tls, redis } = prepare(&source, clock)?;
    let metrics = Metrics::install(file.lifetimes.limit.duration())?;
    let target = file.audit.file.clone().map_or(Target::StandardOutput, Target::File);
    let workers = Handle::current().metrics().num_workers();
    let audit =
        Trail::start(target, file.audit.on_audit_failure, Metrics::audit_missing(), workers).context("audit")?;
    let store = open_store(&file, redis.as_ref(), clock).await?;
    let requests = usize::try_from(file.limits.requests.get()).context("limits.requests is too large")?;
    let service = Service::new(Parts { audit, clock, fault, live, metrics, requests, rules, store, workers });
    let api = bind(file.listen).await?;
    let admin = bind(file.admin_listen).await?;
    tracing::info!(api = %api.local_addr()?, admin = %admin.local_addr()?, tls = tls.is_some(), "listening");
    let tls = tls.map(|config| Arc::new(ArcSwap::new(config)));
    Ok(Started { service: Arc::new(service), file, api, admin, tls, config: source })
}

async fn open_store(file: &File, redis: Option<&Settings>, clock: Clock) -> anyhow::Result<Box<dyn Store>> {
    let retention = file.lifetimes.longest_accepted.duration();
    match &file.store {
        StoreKind::Memory => {
            tracing::warn!("the store is in memory; a restart forgets every revocation");
            Ok(Box::new(Memory::new(retention)))
        }
        StoreKind::Embedded => {
            let path = file.data_dir.as_deref().context("data_dir is missing")?;
            let opened = Embedded::open(path, retention, clock);
            Ok(Box::new(opened.with_context(|| format!("data_dir {}", path.display()))?))
        }
        StoreKind::Redis(_) => {
            let settings = redis.context("redis has no settings")?;
            Ok(Box::new(Shared::start(settings).await.context("redis")?))
        }
    }
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
}
