//! Checks the eviction policy of Redis. An entry that Redis evicts is a revocation that is forgotten.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::timeout;

use crate::store::redis::connection::Connection;

/// The name of the setting, and its only value that keeps every entry.
const SETTING: &str = "maxmemory-policy";
const KEEPS_ALL: &str = "noeviction";

const CHECK_WITHIN: Duration = Duration::from_millis(500);

/// Writes a warning if the policy can forget revocations, or if it cannot be read. Returns whether Redis answered.
pub(crate) async fn check(connection: &Connection) -> bool {
    let mut command = redis::cmd("CONFIG");
    command.arg("GET").arg(SETTING);
    let answered = timeout(CHECK_WITHIN, connection.send(command)).await;
    match &answered {
        Ok(Ok(value)) => {
            let settings: HashMap<String, String> = redis::from_redis_value(value.clone()).unwrap_or_default();
            for policy in settings.values().filter(|policy| *policy != KEEPS_ALL) {
                tracing::warn!(
                    policy = policy.escape_debug().to_string(),
                    "maxmemory-policy is not noeviction: when its memory is full, Redis can evict revocations, and verify \
                     then accepts revoked tickets"
                );
            }
        }
        Ok(Err(error)) => tracing::warn!(
            code = error.code(),
            "maxmemory-policy cannot be read, so make sure that it is noeviction: otherwise Redis can evict revocations"
        ),
        Err(_) => tracing::warn!("maxmemory-policy cannot be read in time"),
    }
    answered.is_ok()
}
