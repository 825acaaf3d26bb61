//! SIGHUP reads the configuration again and replaces keys, API keys and login services.

use std::sync::Arc;

use tokio::signal::unix::{SignalKind, signal};

use crate::config::load::{self, Source};
use crate::http::service::Service;
use crate::metrics::Metrics;

/// Reloads on each SIGHUP. If a file is broken, the old values stay in use.
pub(crate) async fn on_hangup(service: Arc<Service>, source: Source) {
    let mut hangup = match signal(SignalKind::hangup()) {
        Ok(hangup) => hangup,
        Err(error) => {
            tracing::error!(%error, "SIGHUP cannot be watched");
            return;
        }
    };
    while hangup.recv().await.is_some() {
        service.audit.reopen();
        match load::load(&source, service.clock) {
            Ok(loaded) => {
                service.live.store(Arc::new(loaded.live));
                Metrics::reload(true);
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
