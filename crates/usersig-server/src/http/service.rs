//! Everything a request needs.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio::sync::Semaphore;

use crate::audit::trail::Trail;
use crate::http::refusals::Refusals;
use crate::http::request_id::RequestIds;
use crate::limits::in_progress::InProgress;
use crate::metrics::Metrics;
use crate::state::{Live, Rules};
use crate::store::interface::Store;
use crate::words::moment::{Clock, Skew};
use crate::words::per_worker::Apart;

/// Shared by all requests.
pub(crate) struct Service {
    pub(crate) audit: Trail,
    pub(crate) clock: Clock,
    pub(crate) fault: Fault,
    /// Every request writes here and reads the other fields.
    pub(crate) in_progress: Apart<InProgress>,
    pub(crate) large_bodies: Semaphore,
    pub(crate) live: ArcSwap<Live>,
    pub(crate) metrics: Metrics,
    pub(crate) refusals: Refusals,
    pub(crate) request_ids: RequestIds,
    pub(crate) rules: Rules,
    pub(crate) store: Box<dyn Store>,
    closing: AtomicBool,
}

/// Faults that tests inject. They need `--insecure-sample-key`, which binds only to loopback.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fault {
    /// Every request takes this much longer.
    pub(crate) delay: Option<Duration>,
    /// The clock is wrong.
    pub(crate) skew: Skew,
    /// A request for this user panics.
    pub(crate) panic_for: Option<String>,
}

/// Requests of business servers with bodies above 16 KiB that are in progress at the same time. Their bodies have 32 MiB.
const LARGE_BODIES: usize = 32;

/// The parts of a service.
pub(crate) struct Parts {
    pub(crate) audit: Trail,
    pub(crate) clock: Clock,
    pub(crate) fault: Fault,
    pub(crate) live: Live,
    pub(crate) metrics: Metrics,
    pub(crate) requests: usize,
    pub(crate) rules: Rules,
    pub(crate) store: Box<dyn Store>,
    pub(crate) workers: usize,
}

impl Service {
    pub(crate) fn new(parts: Parts) -> Self {
        Self {
            audit: parts.audit,
            clock: parts.clock,
            fault: parts.fault,
            in_progress: Apart(InProgress::new(parts.requests)),
            large_bodies: Semaphore::new(LARGE_BODIES),
            live: ArcSwap::from_pointee(parts.live),
            metrics: parts.metrics,
            refusals: Refusals::new(parts.rules.per_user, Metrics::unrecorded_refusals()),
            request_ids: RequestIds::new(parts.workers),
            rules: parts.rules,
            store: parts.store,
            closing: AtomicBool::new(false),
        }
    }

    /// From now on every answer closes its connection.
    pub(crate) fn start_closing(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }
}
