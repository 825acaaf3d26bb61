//! The store that replicas share.

use std::future::ready;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::Context;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep};
use usersig::UnixTime;

use crate::store::interface::{Admission, Answer, Failures, Health, Revocation, Store, StoreFailed, Visit};
use crate::store::local_limits::LocalLimits;
use crate::store::redis::clock::Clock;
use crate::store::redis::connect::Connector;
use crate::store::redis::counts;
use crate::store::redis::discovery;
use crate::store::redis::keys::{AccountKeys, Keys};
use crate::store::redis::link::Link;
use crate::store::redis::nonces::Nonces;
use crate::store::redis::script::Scripts;
use crate::store::redis::settings::{Settings, Topology};
use crate::store::redis::supervisor::{self, Canary};
use crate::words::account::Account;
use crate::words::moment::Moment;
use crate::words::rate::Rate;

/// Revocations that wait for Redis. Another one fails at once, so that they do not take every place of the service.
const WAITING_REVOCATIONS: usize = 64;

/// The service starts without Redis after this time.
const FIRST_ANSWER_WITHIN: Duration = Duration::from_secs(1);

/// Revocations and counters in Redis.
pub(crate) struct Shared {
    canary: Arc<Canary>,
    pub(crate) clock: Clock,
    /// One revocation at a time waits for replicas of Redis, because other requests of the connection wait with it.
    pub(crate) confirming: Semaphore,
    pub(crate) keys: Keys,
    pub(crate) limits: LocalLimits,
    pub(crate) link: Arc<Link>,
    pub(crate) nonces: Arc<Nonces>,
    pub(crate) retention: Duration,
    pub(crate) revoking: Semaphore,
    pub(crate) scripts: Arc<Scripts>,
    pub(crate) wait_replicas: u8,
}

impl Shared {
    /// Starts to connect. Redis may be absent, because the service also signs without it.
    pub(crate) async fn start(settings: &Settings) -> anyhow::Result<Self> {
        counts::start();
        let connector = Connector::new(settings).context("the settings of Redis do not fit")?;
        let link = Arc::new(Link::new(connector, settings.topology, settings.connections.get()));
        let nonces = Arc::new(Nonces::new().context("no random bytes")?);
        let (scripts, keys) = (Arc::new(Scripts::new()), Keys::new(settings.prefix.clone()));
        // Revocations from before are expired after this time, so nothing is lost when the canary expires.
        let kept_for = settings.retention * 2 + Duration::from_secs(86_400);
        let (key, slot) = (keys.canary(), keys.canary_slot());
        let canary = Canary { key, slot, kept_for, nonces: Arc::clone(&nonces), scripts: Arc::clone(&scripts) };
        let canary = Arc::new(canary);
        match link.topology {
            Topology::Cluster => drop(tokio::spawn(discovery::keep_routes(Arc::clone(&link), Arc::clone(&canary)))),
            Topology::Instance => {
                for server in &link.routes.load().servers {
                    supervisor::start(&link, server, &canary);
                }
            }
        }
        let deadline = Instant::now() + FIRST_ANSWER_WITHIN;
        while !link.routes.load().is_connected() {
            if Instant::now() > deadline {
                tracing::warn!("Redis does not answer yet, the service starts without it");
                break;
            }
            sleep(Duration::from_millis(5)).await;
        }
        Ok(Self {
            canary,
            clock: Clock::new(std::time::Instant::now()),
            confirming: Semaphore::new(1),
            keys,
            limits: LocalLimits::new(),
            link,
            nonces,
            retention: settings.retention,
            revoking: Semaphore::new(WAITING_REVOCATIONS),
            scripts,
            wait_replicas: settings.wait_replicas,
        })
    }

    /// An instance has all slots.
    pub(crate) fn slot(&self, account: &AccountKeys) -> u16 {
        match self.link.topology {
            Topology::Cluster => account.slot(),
            Topology::Instance => 0,
        }
    }

    async fn health_within(&self) -> Result<Health, StoreFailed> {
        let answers = self.canary.check(&self.link).await.is_ok();
        match self.link.first_used.load(Ordering::Relaxed) {
            0 => Err(StoreFailed),
            first_used => Ok(Health::Shared { answers, first_used: UnixTime::from_secs(first_used) }),
        }
    }
}

impl Store for Shared {
    fn visit<'a>(&'a self, visit: Visit<'a>) -> Answer<'a, Admission> {
        Box::pin(self.visit_within(visit))
    }

    /// The time is that of Redis, unless it is too far from that of this machine.
    fn revoke(&self, account: Account, moment: Moment) -> Answer<'_, Result<Revocation, StoreFailed>> {
        Box::pin(self.revoke_within(account, moment))
    }

    fn count_failure(&self, account: Account, rate: Rate, moment: Moment) -> Answer<'_, Failures> {
        Box::pin(self.failures_within(account, rate, moment))
    }

    /// Redis forgets entries by itself.
    fn sweep(&self, _: UnixTime) -> Answer<'_, Result<(), StoreFailed>> {
        Box::pin(ready(Ok(())))
    }

    fn health(&self) -> Answer<'_, Result<Health, StoreFailed>> {
        Box::pin(self.health_within())
    }

    /// Every answered revocation is in Redis.
    fn close(&self) {}
}
