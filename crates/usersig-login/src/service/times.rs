//! The service's time spans.

use std::time::Duration;

use crate::platform::Platform;

/// How often a native client sends a heartbeat (2 minutes in the SDK's logs).
pub const HEARTBEAT: Duration = Duration::from_secs(120);

/// How often a Web client sends a heartbeat, so that three are missing when [`SILENCE_ALLOWED_ON_WEB`] is over.
pub const HEARTBEAT_ON_WEB: Duration = Duration::from_secs(20);

/// A native client that is silent for this long has timed out (no heartbeat for 400 s in the webhook document).
pub const SILENCE_ALLOWED: Duration = Duration::from_secs(400);

/// A Web client or mini program that is silent for this long has lost its link. The webhook document of 2025-10-30 says
/// that `Disconnect` with `LinkClose` follows after 60 s if the page is open and the network is down.
pub const SILENCE_ALLOWED_ON_WEB: Duration = Duration::from_secs(60);

/// A driver closes the link of a mini program this long after the program has left the screen (webhook document).
pub const MINI_PROGRAM_IN_BACKGROUND: Duration = Duration::from_secs(30);

/// A driver closes the link of a mini program this long after the user has left it (webhook document).
pub const MINI_PROGRAM_EXITED: Duration = Duration::from_secs(5);

/// How long the service remembers a device that lost its link. It is push-online where push reaches it (7 days in the
/// online status document) and keeps its place in the login policy.
///
/// The documents do not say how long a device without push is remembered. This crate uses one span for all.
pub const AWAY_KEPT: Duration = Duration::from_secs(7 * 86_400);

/// How long an account answers 70050 to a source after too many refusals (the error code page advises to try again in
/// one minute), and the span within which refusals are counted, which is not documented.
pub const REFUSALS_FORGOTTEN: Duration = Duration::from_secs(60);

/// The largest leeway a verifier may have. A ticket that is over for longer was not accepted by a verifier.
pub const LEEWAY_MAX: Duration = Duration::from_secs(86_400);

/// How often a client on this platform sends a heartbeat.
#[must_use]
pub const fn heartbeat(platform: Platform) -> Duration {
    match platform {
        Platform::Web => HEARTBEAT_ON_WEB,
        Platform::Android | Platform::IPad | Platform::IPhone | Platform::Linux | Platform::Mac | Platform::Windows => {
            HEARTBEAT
        }
    }
}
