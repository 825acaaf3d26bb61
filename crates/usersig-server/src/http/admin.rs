//! Health and metrics, on a listener of their own.

use hyper::StatusCode;
use hyper::body::Bytes;

use crate::http::reply::{self, Reply};
use crate::http::service::Service;
use crate::metrics::Metrics;
use crate::store::interface::Health;

/// The pages of the admin API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Livez,
    Metrics,
    Readyz,
}

impl Page {
    /// The page of a path, if there is one.
    pub(crate) fn at(path: &str) -> Option<Self> {
        match path {
            "/livez" => Some(Self::Livez),
            "/metrics" => Some(Self::Metrics),
            "/readyz" => Some(Self::Readyz),
            _ => None,
        }
    }

    pub(crate) async fn answer(self, service: &Service) -> Reply {
        match self {
            Self::Livez => text(StatusCode::OK, "alive\n"),
            Self::Metrics => metrics(service).await,
            Self::Readyz => readyz(service).await,
        }
    }
}

/// Ready if the service is not closing and its own store can be read. A shared store has to answer once. If it fails later,
/// the service stays ready, because otherwise all replicas would stop to sign.
async fn readyz(service: &Service) -> Reply {
    if service.is_closing() {
        return text(StatusCode::SERVICE_UNAVAILABLE, "closing\n");
    }
    match service.store.health().await {
        Ok(Health::Shared { answers: false, .. }) => text(StatusCode::OK, "ready without the store\n"),
        Ok(_) => text(StatusCode::OK, "ready\n"),
        Err(error) => text(StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")),
    }
}

async fn metrics(service: &Service) -> Reply {
    Metrics::store(service.store.health().await);
    if let Ok(moment) = service.clock.now() {
        service.metrics.keys(&service.live.load().apps, moment.wall);
    }
    text(StatusCode::OK, service.metrics.render())
}

fn text(status: StatusCode, body: impl Into<Bytes>) -> Reply {
    reply::reply(status, "text/plain; version=0.0.4; charset=utf-8", body)
}
