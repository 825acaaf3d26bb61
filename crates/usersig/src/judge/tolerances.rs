//! How strictly the times of a ticket are judged.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::judge::verify_error::VerifyError;
use crate::words::time::{UnixTime, readable};

/// The leeway, the future tolerance and the valid-after time to judge a ticket with.
///
/// A [`Verifier`](crate::Verifier) has tolerances for all questions. The valid-after time belongs to one account, so
/// pass it with the question:
///
/// ```
/// use std::time::Duration;
/// use usersig::{Cause, Lifetime, SdkAppId, SecretKey, Signer, Tolerances, UnixTime, UserId, Verifier};
///
/// let (app, key) = (SdkAppId::new(1_400_000_000)?, SecretKey::new("a throw-away key")?);
/// let verifier = Verifier::new(app, &key)
///     .with_tolerances(Tolerances::default().with_leeway(Duration::from_secs(30))?);
///
/// let (alice, now) = (UserId::new("alice")?, UnixTime::from_secs(1_700_000_000));
/// let ticket = Signer::new(app, &key).user_sig(&alice, Lifetime::HOUR, now);
/// let kicked_at = Some(UnixTime::from_secs(1_700_000_060)); // from the account's record
/// let tolerances = verifier.tolerances().with_valid_after(kicked_at);
/// let refused = verifier.user_sig_within(tolerances, ticket.as_str(), &alice, now).unwrap_err();
/// assert_eq!(refused.cause(), Cause::Revoked);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The default has no leeway and no valid-after time, and accepts tickets issued in the future, as every official
/// verifier does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tolerances {
    leeway: Duration,
    future_tolerance: Option<Duration>,
    valid_after: Option<UnixTime>,
}

impl Tolerances {
    pub(crate) const DEFAULT: Self = Self { leeway: Duration::ZERO, future_tolerance: None, valid_after: None };

    /// The maximum leeway and the maximum future tolerance. If two clocks differ by more than a day, one of
    /// them was probably never set.
    pub const MAX: Duration = Duration::from_secs(86_400);

    /// Accepts a ticket for this long after it expired, because the clocks of the signer and the verifier differ. A
    /// verdict says when the leeway decided it: see [`Tolerated`]. Fractions of a second are dropped.
    ///
    /// # Errors
    /// When the leeway is longer than [`MAX`](Self::MAX).
    pub const fn with_leeway(mut self, leeway: Duration) -> Result<Self, ToleranceTooLong> {
        match whole_seconds(leeway) {
            Ok(leeway) => self.leeway = leeway,
            Err(too_long) => return Err(too_long),
        }
        Ok(self)
    }

    /// Refuses a ticket that was issued more than this long after now. `None` accepts every ticket of the future.
    ///
    /// Set it where you use a valid-after time: a signer whose clock is fast dates tickets later than the kick that
    /// should revoke them. Fractions of a second are dropped.
    ///
    /// # Errors
    /// When the future tolerance is longer than [`MAX`](Self::MAX).
    pub fn with_future_tolerance(
        mut self,
        future_tolerance: impl Into<Option<Duration>>,
    ) -> Result<Self, ToleranceTooLong> {
        self.future_tolerance = future_tolerance.into().map(whole_seconds).transpose()?;
        Ok(self)
    }

    /// Refuses a ticket that was issued at this time or earlier: the time at which the account was kicked. `None`
    /// revokes nothing.
    #[must_use]
    pub fn with_valid_after(mut self, valid_after: impl Into<Option<UnixTime>>) -> Self {
        self.valid_after = valid_after.into();
        self
    }

    /// How long after its expiry a ticket is accepted.
    #[must_use]
    pub const fn leeway(&self) -> Duration {
        self.leeway
    }

    /// How far in the future a ticket may be issued; `None` if there is no limit.
    #[must_use]
    pub const fn future_tolerance(&self) -> Option<Duration> {
        self.future_tolerance
    }

    /// The time after which a ticket must be issued.
    #[must_use]
    pub const fn valid_after(&self) -> Option<UnixTime> {
        self.valid_after
    }

    /// Whether the ticket is in force now, and the tolerance without which it would not be.
    ///
    /// # Errors
    /// When the ticket is revoked, issued too far in the future or expired, in this order.
    pub(crate) fn judge(
        &self,
        issued_at: UnixTime,
        expires_at: UnixTime,
        now: UnixTime,
    ) -> Result<Option<Tolerated>, VerifyError> {
        if let Some(valid_after) = self.valid_after
            && issued_at <= valid_after
        {
            return Err(VerifyError::Revoked { issued_at, valid_after });
        }
        if let Some(tolerance) = self.future_tolerance
            && issued_at > now
        {
            let is_tolerated = issued_at <= now.saturating_add(tolerance);
            return if is_tolerated {
                Ok(Some(Tolerated::Future))
            } else {
                Err(VerifyError::NotYetValid { issued_at, now })
            };
        }
        if now > expires_at {
            let is_tolerated = now <= expires_at.saturating_add(self.leeway);
            return if is_tolerated {
                Ok(Some(Tolerated::Expired))
            } else {
                Err(VerifyError::Expired { expires_at, now })
            };
        }
        Ok(None)
    }
}

/// A tolerance without its fraction of a second, which the times of tickets do not have.
const fn whole_seconds(asked: Duration) -> Result<Duration, ToleranceTooLong> {
    if asked.as_secs() > Tolerances::MAX.as_secs() {
        return Err(ToleranceTooLong { asked });
    }
    Ok(Duration::from_secs(asked.as_secs()))
}

impl Default for Tolerances {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A fault that a verifier accepted because of its [`Tolerances`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Tolerated {
    /// The ticket has expired, within the leeway.
    Expired,
    /// The ticket was issued in the future, within the future tolerance.
    Future,
}

/// Says that a leeway or a future tolerance is longer than [`Tolerances::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToleranceTooLong {
    /// The span that was asked for.
    pub asked: Duration,
}

impl fmt::Display for ToleranceTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (asked, max) = (readable(self.asked), readable(Tolerances::MAX));
        write!(f, "a tolerance of {asked} is too long, at most {max} are allowed")
    }
}

impl Error for ToleranceTooLong {}
