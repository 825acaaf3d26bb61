//! Health and metrics, on a listener of their own.

use hyper::StatusCode;
use hyper::body::Bytes;

use crate::http::problem::{Kind, Problem};
use crate::http::reply::{self, Reply};
use crate::http::service::Service;
use crate::metrics::Metrics;

/// Answers a request of the admin API.
pub(crate) async fn answer(service: &Service, path: &str) -> Reply {
    match path {
        "/livez" => text(StatusCode::OK, "alive\n"),
        "/readyz" => readyz(service).await,
        "/metrics" => metrics(service).await,
        _ => Problem::new(Kind::NotFound).reply(),
    }
}

/// Ready if the store can be read and the service is not closing.
async fn readyz(service: &Service) -> Reply {
    if service.is_closing() {
        return text(StatusCode::SERVICE_UNAVAILABLE, "closing\n");
    }
    match service.store.size().await {
        Ok(_) => text(StatusCode::OK, "ready\n"),
        Err(error) => text(StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")),
    }
}

async fn metrics(service: &Service) -> Reply {
    Metrics::store(service.store.size().await);
    if let Ok(moment) = service.clock.now() {
        service.metrics.keys(&service.live.load().apps, moment.wall);
    }
    text(StatusCode::OK, service.metrics.render())
}

fn text(status: StatusCode, body: impl Into<Bytes>) -> Reply {
    reply::reply(status, "text/plain; version=0.0.4; charset=utf-8", body)
}
