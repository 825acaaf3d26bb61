//! SIGHUP reads the configuration again and replaces keys, API keys, login services and the TLS certificate.

use std::sync::Arc;

use rustls::ServerConfig;
use tokio::signal::unix::Signal;

use crate::config::file::File;
use crate::config::load::{self, Reloaded, Source};
use crate::http::service::Service;
use crate::metrics::Metrics;
use crate::serve::tls::{self, LiveTls};

/// Reloads on each SIGHUP. If a file is broken, the old values stay in use.
pub(crate) async fn on_hangup(
    mut hangup: Signal,
    service: Arc<Service>,
    tls: Option<LiveTls>,
    source: Source,
    running: File,
) {
    while hangup.recv().await.is_some() {
        service.audit.reopen();
        match read(&service, &source, &running) {
            Ok((Reloaded { live, need_restart, .. }, certificate)) => {
                service.live.store(Arc::new(live));
                // Switching TLS on or off needs a restart.
                if let (Some(tls), Some(certificate)) = (&tls, certificate) {
                    tls.store(certificate);
                }
                Metrics::reload(true);
                if !need_restart.is_empty() {
                    let members = need_restart.join(", ");
                    tracing::warn!(members, "these members changed and need a restart, their old values stay in use");
                }
                tracing::info!("the configuration was reloaded");
            }
            Err(error) => {
                Metrics::reload(false);
                tracing::error!(
                    error = format!("{error:#}"),
                    "the configuration is broken, the old values stay in use"
                );
            }
        }
    }
}

/// Reads everything before anything is replaced.
fn read(service: &Service, source: &Source, running: &File) -> anyhow::Result<(Reloaded, Option<Arc<ServerConfig>>)> {
    let reloaded = load::reload(source, service.clock, running)?;
    let certificate = reloaded.file.tls.as_ref().map(tls::server_config).transpose()?;
    Ok((reloaded, certificate))
}
