//! Metrics for Prometheus. No label names a user, so their number does not grow with the users.

mod keys;

use std::time::Duration;

use anyhow::Context;
use metrics::{Counter, Histogram, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use usersig::UnixTime;

use crate::keys::apps::Apps;
use crate::metrics::keys::KeyGauges;
use crate::store::interface::{Health, StoreFailed};
use crate::words::outcome::Outcome;
use crate::words::route::Route;

const REQUESTS: &str = "usersig_requests_total";
const REFUSALS: &str = "usersig_refusals_total";
const DURATION: &str = "usersig_request_duration_seconds";
const PANICS: &str = "usersig_panics_total";
const AUDIT_MISSING: &str = "usersig_audit_missing_total";
const UNRECORDED_REFUSALS: &str = "usersig_unrecorded_refusals_total";
const RELOAD_FAILED: &str = "usersig_reload_failed";
const RELOADS: &str = "usersig_reloads_total";
const CONNECTIONS: &str = "usersig_connections";
const UNKNOWN_REVOCATIONS: &str = "usersig_unknown_revocations_total";
const STORE_UP: &str = "usersig_store_up";
const STORE_REVOCATIONS: &str = "usersig_store_revocations";
const STORE_BYTES: &str = "usersig_store_bytes";
const STORE_READ_ONLY: &str = "usersig_store_read_only";
const STORE_SYNCS: &str = "usersig_store_syncs_total";
const STORE_FIRST_USED: &str = "usersig_store_first_used_timestamp_seconds";

/// From the fastest answer to the longest timeout.
const BUCKETS: [f64; 12] = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 10.0];

/// The handles of the metrics that every request changes, and the exporter.
pub(crate) struct Metrics {
    exporter: PrometheusHandle,
    durations: [Histogram; Route::ALL.len()],
    keys: KeyGauges,
    panics: Counter,
    requests: [[Counter; Outcome::ALL.len()]; Route::ALL.len()],
    unknown_revocations: Counter,
}

impl Metrics {
    /// Installs the exporter for the whole process. The longest lifetime tells when the last ticket of a key expires.
    pub(crate) fn install(lifetime_limit: Duration) -> anyhow::Result<Self> {
        let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), &BUCKETS)?;
        let exporter = builder.install_recorder().context("metrics cannot be installed")?;
        describe();
        counter!(REFUSALS, "code" => "70001").absolute(0);
        gauge!(RELOAD_FAILED).set(0.0);
        gauge!(CONNECTIONS).set(0.0);
        Ok(Self {
            exporter,
            durations: Route::ALL.map(|route| histogram!(DURATION, "route" => route.as_str())),
            panics: counter!(PANICS),
            requests: Route::ALL.map(|route| {
                Outcome::ALL.map(|outcome| counter!(REQUESTS, "route" => route.as_str(), "outcome" => outcome.as_str()))
            }),
            unknown_revocations: counter!(UNKNOWN_REVOCATIONS),
            keys: KeyGauges::new(lifetime_limit),
        })
    }

    /// The counter of audit records that were not written.
    pub(crate) fn audit_missing() -> Counter {
        counter!(AUDIT_MISSING)
    }

    /// The counter of requests that were refused above the rate of their caller.
    pub(crate) fn unrecorded_refusals() -> Counter {
        counter!(UNRECORDED_REFUSALS)
    }

    pub(crate) fn request(&self, route: Route, outcome: Outcome, took: Duration) {
        self.requests[route as usize][outcome as usize].increment(1);
        self.durations[route as usize].record(took.as_secs_f64());
    }

    /// A decision without knowing whether the user was revoked.
    pub(crate) fn unknown_revocation(&self) {
        self.unknown_revocations.increment(1);
    }

    /// A ticket that `verify` refused. There are about a dozen codes.
    pub(crate) fn refusal(code: i32) {
        counter!(REFUSALS, "code" => code.to_string()).increment(1);
    }

    pub(crate) fn panic(&self) {
        self.panics.increment(1);
    }

    pub(crate) fn reload(succeeded: bool) {
        counter!(RELOADS).increment(1);
        gauge!(RELOAD_FAILED).set(if succeeded { 0.0 } else { 1.0 });
    }

    pub(crate) fn connections(open: usize) {
        #[expect(clippy::cast_precision_loss, reason = "the number of connections is small")]
        gauge!(CONNECTIONS).set(open as f64);
    }

    pub(crate) fn store(health: Result<Health, StoreFailed>) {
        let up = matches!(health, Ok(Health::Local(_) | Health::Shared { answers: true, .. }));
        gauge!(STORE_UP).set(if up { 1.0 } else { 0.0 });
        #[expect(clippy::cast_precision_loss, reason = "Prometheus has only floating-point numbers")]
        match health {
            Ok(Health::Local(size)) => {
                gauge!(STORE_REVOCATIONS).set(size.revocations as f64);
                gauge!(STORE_BYTES).set(size.bytes as f64);
                gauge!(STORE_READ_ONLY).set(if size.is_read_only { 1.0 } else { 0.0 });
                counter!(STORE_SYNCS).absolute(size.syncs);
            }
            Ok(Health::Shared { first_used, .. }) => gauge!(STORE_FIRST_USED).set(first_used.as_secs() as f64),
            Err(StoreFailed) => {}
        }
    }

    /// The keys of all apps.
    pub(crate) fn keys(&self, apps: &Apps, now: UnixTime) {
        self.keys.set(apps, now);
    }

    /// Moves the recorded durations into their histograms. They would use memory until then.
    pub(crate) fn upkeep(&self) {
        self.exporter.run_upkeep();
    }

    pub(crate) fn render(&self) -> String {
        self.exporter.render()
    }
}

fn describe() {
    describe_counter!(REQUESTS, "Requests by route and outcome");
    describe_counter!(REFUSALS, "Tickets that verify refused, by code");
    describe_histogram!(DURATION, "Time from the headers of a request to its answer");
    describe_counter!(PANICS, "Requests that ended in a panic");
    describe_counter!(AUDIT_MISSING, "Audit records that were not written");
    describe_counter!(
        UNRECORDED_REFUSALS,
        "Refused requests of callers that were refused too often, without audit records"
    );
    describe_counter!(RELOADS, "Attempts to reload the configuration");
    describe_gauge!(RELOAD_FAILED, "1 if the last reload failed and the old values are in use");
    describe_gauge!(CONNECTIONS, "Open connections");
    describe_counter!(UNKNOWN_REVOCATIONS, "Decisions while the store did not answer");
    describe_gauge!(STORE_UP, "1 if the store can be read");
    describe_gauge!(STORE_REVOCATIONS, "Revocations in the store");
    describe_gauge!(STORE_BYTES, "Size of the store's file");
    describe_gauge!(
        STORE_READ_ONLY,
        "1 if the last revocation could not be written, for example because the disk is full"
    );
    describe_counter!(STORE_SYNCS, "Times the store was written to the disk");
    describe_gauge!(
        STORE_FIRST_USED,
        "When the shared store was first used; replicas that share it show the same time"
    );
}
