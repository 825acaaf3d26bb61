//! What the cache holds.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::mint::signed::UserSig;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::time::UnixTime;
use crate::words::user_id::UserId;

/// A ticket to log in with, shared by all who asked for it, and whose it is. Cloning costs next to nothing. Its `Debug`
/// tells its length only.
///
/// ```
/// # use std::time::Duration;
/// # use usersig::{Lifetime, SdkAppId, SecretKey, Signer, TicketCache, UnixTime, UserId};
/// # let signer = Signer::new(SdkAppId::new(1_400_000_000)?, &SecretKey::new("a throw-away key")?);
/// # let cache = TicketCache::new(signer, Lifetime::DAY, Duration::from_secs(3600), 100_000)?;
/// let alice = UserId::new("alice")?;
/// let ticket = cache.user_sig(&alice, UnixTime::from_secs(1_700_000_000));
/// assert_eq!(ticket.user_id(), &alice);
/// assert_eq!(ticket.expires_at(), UnixTime::from_secs(1_700_086_400));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct CachedTicket(Arc<Made>);

struct Made {
    user_sig: UserSig,
    user_id: UserId,
    sdk_app_id: SdkAppId,
    at: UnixTime,
}

impl CachedTicket {
    pub(super) fn new(user_sig: UserSig, user_id: UserId, sdk_app_id: SdkAppId, at: UnixTime) -> Self {
        Self(Arc::new(Made { user_sig, user_id, sdk_app_id, at }))
    }

    /// The text to hand to the client.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.user_sig.as_str()
    }

    /// Who can log in with it.
    #[must_use]
    pub fn user_id(&self) -> &UserId {
        &self.0.user_id
    }

    /// To which app.
    #[must_use]
    pub fn sdk_app_id(&self) -> SdkAppId {
        self.0.sdk_app_id
    }

    /// When it says it was issued.
    #[must_use]
    pub fn issued_at(&self) -> UnixTime {
        self.0.user_sig.issued_at()
    }

    /// The last second it is good.
    #[must_use]
    pub fn expires_at(&self) -> UnixTime {
        self.0.user_sig.expires_at()
    }

    /// Whether it was made by now and will be good for as long as this.
    pub(super) fn is_good_for(&self, reserve: Duration, now: UnixTime) -> bool {
        (self.0.at..=self.expires_at()).contains(&now) && self.expires_at().since(now) >= reserve
    }
}

impl fmt::Display for CachedTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.user_sig.fmt(f)
    }
}

impl fmt::Debug for CachedTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CachedTicket({} characters)", self.as_str().len())
    }
}
