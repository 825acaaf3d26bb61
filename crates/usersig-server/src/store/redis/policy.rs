//! Checks the eviction policy of Redis. An entry that Redis evicts is a revocation that is forgotten.

use std::collections::HashMap;
use std::time::Duration;

use redis::{RedisResult, Value};
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
    let answered = timeout(CHECK_WITHIN, connection.send_to_all(command, None)).await;
    match &answered {
        Ok(Ok(value)) => {
            for policy in policies(value.clone()).unwrap_or_default().iter().filter(|policy| *policy != KEEPS_ALL) {
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

/// An instance answers with a map, and a cluster with a map of such maps.
fn policies(value: Value) -> RedisResult<Vec<String>> {
    if let Ok(all) = redis::from_redis_value::<HashMap<String, HashMap<String, String>>>(value.clone()) {
        return Ok(all.into_values().flat_map(HashMap::into_values).collect());
    }
    Ok(redis::from_redis_value::<HashMap<String, String>>(value)?.into_values().collect())
}
