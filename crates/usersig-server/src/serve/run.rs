//! Runs a started service until SIGTERM.

use std::mem;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use crate::http::router::Listener;
use crate::http::service::Service;
use crate::metrics::Metrics;
use crate::serve::connection::{Connections, Phase};
use crate::serve::listener;
use crate::serve::places::Places;
use crate::serve::reload;
use crate::serve::start::Started;

/// After SIGTERM, idle connections stay open for this time. A request that a client sent before it saw the end of the
/// connection is still answered, and the answer says that the connection closes.
const LINGER: Duration = Duration::from_millis(300);

/// Requests that need longer after SIGTERM are given up, so that the process ends within 5 seconds.
const FINISH_WITHIN: Duration = Duration::from_secs(3);

/// The requests whose revocations were in the queue of the store write their lines in this time.
const RECORD_WITHIN: Duration = Duration::from_millis(100);

/// A clock that is further ahead of the time that has passed may be days ahead, and a sweep would remove revocations of tickets
/// that are valid again when the clock is corrected.
const MAX_JUMP: Duration = Duration::from_secs(3600);

/// How often requests that have waited too long for their audit records are refused.
const WATCH_AUDIT_EVERY: Duration = Duration::from_millis(100);

/// Connections of the admin listener, which only probes and a metrics collector use.
const ADMIN_CONNECTIONS: u32 = 64;

/// Serves until SIGTERM or SIGINT, and then finishes the accepted requests.
pub(crate) async fn run(started: Started) -> anyhow::Result<()> {
    let Started { service, file, api, admin, tls, config } = started;
    let limits = file.limits;
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be watched")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT cannot be watched")?;
    // Before the service is ready, because without a watch SIGHUP ends the process.
    let hangup = signal(SignalKind::hangup()).context("SIGHUP cannot be watched")?;
    let (stop, stopped) = watch::channel(false);
    let (finish, phase) = watch::channel(Phase::Open);

    let connections = Connections {
        listener: Listener::Api,
        service: Arc::clone(&service),
        tls: tls.clone(),
        header_timeout: limits.header_timeout.duration(),
        write_timeout: limits.write_timeout.duration(),
    };
    let admin_connections = Connections { listener: Listener::Admin, tls: None, ..connections.clone() };
    let places = Places::new(limits.connections.get(), limits.connections_per_address.get());
    let accepting = tokio::spawn(listener::accept(api, connections, places.clone(), phase.clone(), stopped.clone()));
    // Probes and the metrics collector are served until the end.
    let (_admin_stop, admin_stopped) = watch::channel(false);
    let admin_places = Places::new(ADMIN_CONNECTIONS, ADMIN_CONNECTIONS);
    tokio::spawn(listener::accept(admin, admin_connections, admin_places, phase, admin_stopped));
    tokio::spawn(reload::on_hangup(hangup, Arc::clone(&service), tls.clone(), config, file));
    tokio::spawn(maintain(Arc::clone(&service), places.clone()));
    tokio::spawn(sweep(Arc::clone(&service)));
    tracing::info!("ready");

    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("closing");
    service.start_closing();
    let _ = stop.send(true);
    drop(accepting.await);
    let drained = timeout(FINISH_WITHIN, async {
        drop(timeout(LINGER, places.all_closed()).await);
        let _ = finish.send(Phase::Finish);
        places.all_closed().await;
    });
    if drained.await.is_err() {
        tracing::warn!(connections = places.open(), "closing although some connections are still open");
    }
    // The store first, so that a revocation that it still makes is recorded.
    service.store.close();
    drop(timeout(RECORD_WITHIN, places.all_closed()).await);
    service.audit.close();
    tracing::info!("closed");
    Ok(())
}

/// Regular work that never waits: moves measurements into their histograms, and watches the audit.
async fn maintain(service: Arc<Service>, places: Places) {
    let mut upkeep = interval(Duration::from_secs(1));
    let mut watch_audit = interval(WATCH_AUDIT_EVERY);
    watch_audit.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut watched = Instant::now();
    loop {
        tokio::select! {
            _ = watch_audit.tick() => {
                let now = Instant::now();
                // After a pause of the whole process, the requests have only waited for the pause.
                let has_paused = now - mem::replace(&mut watched, now) > 5 * WATCH_AUDIT_EVERY;
                if !has_paused && service.audit.release_stuck(now) {
                    // The log can be blocked too, and this task must go on.
                    spawn_blocking(|| {
                        tracing::error!("audit records have waited for a second, so requests are refused or their lines are missing");
                    });
                }
            }
            _ = upkeep.tick() => {
                service.metrics.upkeep();
                Metrics::connections(places.open());
            }
        }
    }
}

/// Forgets expired revocations. A slow disk delays only this.
async fn sweep(service: Arc<Service>) {
    // Short retentions exist only in tests.
    let every = (service.rules.longest_accepted / 10).clamp(Duration::from_secs(1), Duration::from_secs(60));
    let mut first = None;
    loop {
        if let Ok(now) = service.clock.now()
            && !service.is_closing()
        {
            if now.has_jumped_since(*first.get_or_insert(now), MAX_JUMP) {
                tracing::warn!("the clock jumped ahead, so no revocation is removed until it is right or a restart");
            } else if service.store.sweep(now.wall).await.is_err() {
                tracing::error!("expired revocations cannot be removed");
            }
        }
        sleep(every).await;
    }
}
