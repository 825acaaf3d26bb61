//! Checks the settings of Redis that can lose revocations.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::timeout;

use crate::store::redis::connection::Connection;

/// The name of a setting, its only value that keeps every entry, and the cost of another one.
const SETTINGS: [(&str, &str, &str); 2] = [
    (
        "maxmemory-policy",
        "noeviction",
        "when its memory is full, Redis can evict revocations, and verify then accepts revoked tickets",
    ),
    ("appendonly", "yes", "a restart of Redis can forget revocations, and verify then accepts revoked tickets"),
];

const CHECK_WITHIN: Duration = Duration::from_millis(500);

/// Writes a warning for each setting that can forget revocations or cannot be read. Returns whether Redis answered.
pub(crate) async fn check(connection: &Connection) -> bool {
    let mut has_answered = true;
    for (setting, good, cost) in SETTINGS {
        let mut command = redis::cmd("CONFIG");
        command.arg("GET").arg(setting);
        let answered = timeout(CHECK_WITHIN, connection.send(command)).await;
        has_answered &= answered.is_ok();
        match answered {
            Ok(Ok(value)) => {
                let settings: HashMap<String, String> = redis::from_redis_value(value).unwrap_or_default();
                for value in settings.values().filter(|value| *value != good) {
                    tracing::warn!(value = value.escape_debug().to_string(), "{setting} is not {good}: {cost}");
                }
            }
            Ok(Err(error)) => tracing::warn!(
                code = error.code(),
                "{setting} cannot be read, so make sure that it is {good}: otherwise {cost}"
            ),
            Err(_) => tracing::warn!("{setting} cannot be read in time"),
        }
    }
    has_answered
}
