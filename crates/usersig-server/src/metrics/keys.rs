//! The gauges about the keys of the apps.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use metrics::{describe_gauge, gauge};
use usersig::UnixTime;

use crate::keys::apps::Apps;

const SIGNS: &str = "usersig_key_signs";
const AGE: &str = "usersig_key_age_seconds";
const LAST_TICKET: &str = "usersig_key_last_ticket_expires_timestamp_seconds";

/// A gauge of one key of one app.
type Name = (&'static str, [(&'static str, String); 2]);

/// Shows which key signs, for how long, and when the last ticket of a replaced key expires.
pub(crate) struct KeyGauges {
    lifetime_limit: Duration,
    /// The exporter shows a gauge until the end, also if SIGHUP removed its key.
    shown: Mutex<HashSet<Name>>,
}

impl KeyGauges {
    /// The longest lifetime tells when the last ticket of a key expires.
    pub(crate) fn new(lifetime_limit: Duration) -> Self {
        describe_gauge!(SIGNS, "1 for the key that signs");
        describe_gauge!(AGE, "Time since the key began to sign, or else since its file changed");
        describe_gauge!(LAST_TICKET, "When the last ticket of a replaced key expires");
        Self { lifetime_limit, shown: Mutex::default() }
    }

    /// Sets the gauges of these apps, and ends those that no longer have a value.
    pub(crate) fn set(&self, apps: &Apps, now: UnixTime) {
        let values = self.values(apps, now);
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        for (name, labels) in shown.iter().filter(|name| !values.contains_key(*name)) {
            // An alarm compares the others with times, and a comparison with NaN is never true.
            gauge!(*name, labels).set(if *name == SIGNS { 0.0 } else { f64::NAN });
        }
        for ((name, labels), value) in &values {
            gauge!(*name, labels).set(*value);
        }
        shown.extend(values.into_keys());
    }

    fn values(&self, apps: &Apps, now: UnixTime) -> HashMap<Name, f64> {
        #[expect(clippy::cast_precision_loss, reason = "a time of today has 31 bits")]
        let number = |secs: u64| secs as f64;
        let mut values = HashMap::new();
        for (sdk_app_id, app) in &apps.apps {
            for phase in app.keys.phases() {
                let labels = [("app", sdk_app_id.to_string()), ("key", phase.key_name.clone())];
                let signs = std::ptr::eq(phase, app.keys.at(now));
                if let Some(ends_at) = phase.ends_at {
                    let last = ends_at.saturating_add(self.lifetime_limit);
                    let last = phase.retires_at.map_or(last, |retires_at| retires_at.min(last));
                    values.insert((LAST_TICKET, labels.clone()), number(last.as_secs()));
                }
                values.insert((AGE, labels.clone()), number(now.since(phase.in_use_since).as_secs()));
                values.insert((SIGNS, labels), if signs { 1.0 } else { 0.0 });
            }
        }
        values
    }
}
