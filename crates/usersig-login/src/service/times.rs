//! The spans the service keeps.

use std::time::Duration;

/// How often a client says it is there (login semantics: 2 minutes).
pub const HEARTBEAT: Duration = Duration::from_secs(120);

/// A connection that was silent for so long is dropped (webhook document: no heartbeat for 400 s is a time-out).
pub const SILENCE_ALLOWED: Duration = Duration::from_secs(400);

/// How long a device that lost its link is remembered: it is push-online where push reaches it (online status
/// document: 7 days), and comes back without a login.
///
/// For how long a device without push can come back is documented nowhere; one span for all is the choice here.
pub const AWAY_KEPT: Duration = Duration::from_secs(7 * 86_400);

/// How long an account answers 70050 to a source after too many refusals (error code page: try again in one minute),
/// and within what time these are too many, on which it is silent.
pub const REFUSALS_FORGOTTEN: Duration = Duration::from_secs(60);
