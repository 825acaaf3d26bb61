//! Signing tickets.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::claims::claims::Claims;
use crate::claims::mac::{Fingerprint, Mac};
use crate::claims::userbuf::{UserBuf, UserBufRoom};
use crate::mint::backdating::{self, BackdatingTooLong};
use crate::mint::signed::{ExpiryAfter2106, PrivateMapKey, UserSig, Validity};
use crate::signing::mac_key::MacKey;
use crate::wire::template::Template;
use crate::wire::ticket;
use crate::words::identifier::AsIdentifier;
use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::secret_key::SecretKey;
use crate::words::time::{Lifetime, UnixTime};
use crate::words::user_id::UserId;

/// Signs the tickets of one app. Create it once and share it. A clone shares the key, and all methods take `&self`.
///
/// Sign a ticket for each request instead of keeping tickets. Signing takes less time than a lookup in a cache, and a
/// ticket that was signed after a kick is not revoked by it.
///
/// ```
/// use usersig::{Lifetime, SdkAppId, SecretKey, Signer, UnixTime, UserId};
///
/// let signer = Signer::new(SdkAppId::new(1_400_000_000)?, &SecretKey::new("a throw-away key")?);
/// let alice = UserId::new("alice")?;
/// let user_sig = signer.user_sig(&alice, Lifetime::DAY, UnixTime::from_secs(1_700_000_000));
/// assert_eq!(user_sig.expires_at(), UnixTime::from_secs(1_700_086_400));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Signer {
    sdk_app_id: SdkAppId,
    pub(crate) key: Arc<MacKey>,
    pub(crate) template: Arc<Template>,
    backdating: Duration,
}

impl Signer {
    /// The maximum length of a ticket that a `Signer` writes. A `String` with this much free capacity does not grow.
    pub const MAX_TICKET_LEN: usize = ticket::MAX_SIGNED_LEN;

    /// The maximum backdating. A clock that is more than a day behind was probably never set.
    pub const MAX_BACKDATING: Duration = backdating::MAX;

    /// Signs with the app's key. The signer keeps only hash states that are derived from the key.
    #[must_use]
    pub fn new(sdk_app_id: SdkAppId, key: &SecretKey) -> Self {
        Self::with_mac_key(sdk_app_id, Arc::new(MacKey::new(key)))
    }

    pub(crate) fn with_mac_key(sdk_app_id: SdkAppId, key: Arc<MacKey>) -> Self {
        Self { sdk_app_id, key, template: Arc::new(Template::new(sdk_app_id)), backdating: Duration::ZERO }
    }

    /// Dates the issue time of tickets back by this much, for verifiers whose clocks are slow. The expiry stays the same,
    /// except that a ticket never lives longer than [`Lifetime::MAX`]. Fractions of a second are dropped.
    ///
    /// # Errors
    /// If the span is longer than [`MAX_BACKDATING`](Self::MAX_BACKDATING).
    pub fn with_backdating(mut self, backdating: Duration) -> Result<Self, BackdatingTooLong> {
        if backdating.as_secs() > Self::MAX_BACKDATING.as_secs() {
            return Err(BackdatingTooLong { asked: backdating });
        }
        self.backdating = backdating;
        Ok(self)
    }

    #[cfg(feature = "test-util")]
    pub(crate) fn key(&self) -> &MacKey {
        &self.key
    }

    /// The app whose tickets are signed.
    #[must_use]
    pub const fn sdk_app_id(&self) -> SdkAppId {
        self.sdk_app_id
    }

    /// Signs a ticket to log in with. It is valid from `now` through the second `now + lifetime`.
    #[must_use]
    pub fn user_sig<I: AsIdentifier>(&self, user_id: &I, lifetime: Lifetime, now: UnixTime) -> UserSig<I> {
        let (mut text, validity) = (String::new(), self.validity(lifetime, now));
        let mac = self.write(user_id.as_bytes(), validity, None, &mut text);
        let fingerprint = Fingerprint::of(&mac);
        UserSig { text, sdk_app_id: self.sdk_app_id, user_id: *user_id, validity, fingerprint }
    }

    /// Signs a ticket and appends its text to `out`.
    pub fn write_user_sig(
        &self,
        user_id: &impl AsIdentifier,
        lifetime: Lifetime,
        now: UnixTime,
        out: &mut String,
    ) -> Validity {
        let validity = self.validity(lifetime, now);
        self.write(user_id.as_bytes(), validity, None, out);
        validity
    }

    /// Signs a ticket that gives the user privileges in one TRTC room. Both of its expiries are the same second.
    ///
    /// Each argument has a type of its own, so exchanged arguments do not compile.
    ///
    /// ```
    /// # use usersig::{Lifetime, Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UserId};
    /// # let signer = Signer::new(SdkAppId::new(1_400_000_000)?, &SecretKey::new("a throw-away key")?);
    /// # let (alice, now) = (UserId::new("alice")?, UnixTime::from_secs(1_700_000_000));
    /// let lobby = Room::name("lobby")?;
    /// let key = signer.private_map_key(&alice, &lobby, Privileges::AUDIENCE, Lifetime::HOUR, now)?;
    /// assert_eq!((key.room(), key.privileges()), (&lobby, Privileges::AUDIENCE));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the ticket would expire after 2106-02-07T06:28:15Z, which its 32-bit expiry cannot state.
    pub fn private_map_key(
        &self,
        user_id: &UserId,
        room: &Room,
        privileges: Privileges,
        lifetime: Lifetime,
        now: UnixTime,
    ) -> Result<PrivateMapKey, ExpiryAfter2106> {
        let (mut text, validity) = (String::new(), self.validity(lifetime, now));
        let mac = self.write_map_key(user_id, room, privileges, validity, &mut text)?;
        let (sdk_app_id, fingerprint) = (self.sdk_app_id, Fingerprint::of(&mac));
        Ok(PrivateMapKey { text, sdk_app_id, user_id: *user_id, validity, room: *room, privileges, fingerprint })
    }

    /// Signs a ticket and appends its text to `out`. After an error `out` is unchanged.
    ///
    /// # Errors
    /// As [`private_map_key`](Self::private_map_key).
    pub fn write_private_map_key(
        &self,
        user_id: &UserId,
        room: &Room,
        privileges: Privileges,
        lifetime: Lifetime,
        now: UnixTime,
        out: &mut String,
    ) -> Result<Validity, ExpiryAfter2106> {
        let validity = self.validity(lifetime, now);
        self.write_map_key(user_id, room, privileges, validity, out)?;
        Ok(validity)
    }

    fn write_map_key(
        &self,
        user_id: &UserId,
        room: &Room,
        privileges: Privileges,
        validity: Validity,
        out: &mut String,
    ) -> Result<Mac, ExpiryAfter2106> {
        let expires_at = validity.expires_at;
        let userbuf = UserBuf {
            account: user_id.as_bytes(),
            sdk_app_id: self.sdk_app_id.number(),
            room: UserBufRoom::from(room),
            expires_at: u32::try_from(expires_at.as_secs()).map_err(|_| ExpiryAfter2106 { expires_at })?,
            privileges,
        };
        let mut buffer = [0; UserBuf::MAX_SIGNED_LEN];
        Ok(self.write(user_id.as_bytes(), validity, Some(userbuf.write(&mut buffer)), out))
    }

    /// The times that a ticket states if it is signed now.
    #[must_use]
    pub fn validity(&self, lifetime: Lifetime, now: UnixTime) -> Validity {
        let issued_at = now.saturating_sub(self.backdating);
        let latest = issued_at.saturating_add(Lifetime::MAX.into());
        Validity { issued_at, expires_at: now.saturating_add(lifetime.into()).min(latest) }
    }

    pub(crate) fn write(&self, identifier: &[u8], validity: Validity, userbuf: Option<&[u8]>, out: &mut String) -> Mac {
        let Validity { issued_at, expires_at } = validity;
        let claims = Claims { identifier, sdk_app_id: self.sdk_app_id, issued_at, expires_at, userbuf };
        ticket::write(&self.template, &claims, &self.key, out)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("sdk_app_id", &self.sdk_app_id).finish_non_exhaustive()
    }
}
