//! Verifying tickets.

use std::fmt;
use std::sync::Arc;

use crate::claims::claims::Claims;
use crate::claims::mac::{Fingerprint, Mac};
use crate::claims::userbuf::{UserBuf, UserBufRoom};
use crate::judge::tolerances::Tolerances;
use crate::judge::verified::{VerifiedClaims, VerifiedPrivateMapKey};
use crate::judge::verify_error::VerifyError;
use crate::judge::verifying_keys::VerifyingKeys;
use crate::signing::mac_key::MacKey;
use crate::wire::rewrite;
use crate::wire::template::Template;
use crate::wire::ticket;
use crate::words::identifier::AsIdentifier;
use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::secret_key::SecretKey;
use crate::words::time::UnixTime;
use crate::words::user_id::UserId;

/// Verifies the tickets of one app. Create it once and share it. A clone shares the keys, and all methods take `&self`.
///
/// The first problem found is returned. Before the signature is verified, a ticket is refused as empty, as malformed,
/// or as belonging to another app, in this order. Then the signature is verified. A genuine ticket is checked for the
/// user, the kind of ticket, a revocation, an issue time too far in the future, the expiry, and for a PrivateMapKey the
/// room and the privileges.
///
/// ```
/// use usersig::{Cause, Lifetime, SdkAppId, SecretKey, Signer, UnixTime, UserId, Verifier};
///
/// let (app, key) = (SdkAppId::new(1_400_000_000)?, SecretKey::new("a throw-away key")?);
/// let (alice, now) = (UserId::new("alice")?, UnixTime::from_secs(1_700_000_000));
/// let user_sig = Signer::new(app, &key).user_sig(&alice, Lifetime::HOUR, now);
///
/// let verifier = Verifier::new(app, &key);
/// let claims = verifier.user_sig(user_sig.as_str(), &alice, now)?;
/// assert_eq!(claims.expires_at(), user_sig.expires_at());
///
/// let refused = verifier.user_sig(user_sig.as_str(), &alice, UnixTime::from_secs(1_700_003_601)).unwrap_err();
/// assert_eq!((refused.cause(), refused.code().number()), (Cause::Expired, 70001));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Verifier {
    pub(crate) keys: VerifyingKeys,
    template: Arc<Template>,
    tolerances: Tolerances,
}

impl Verifier {
    /// Verifies with the app's key. The verifier keeps only hash states that are derived from the key.
    #[must_use]
    pub fn new(sdk_app_id: SdkAppId, key: &SecretKey) -> Self {
        Self::with_keys(VerifyingKeys::new(sdk_app_id, Some(Arc::new(MacKey::new(key)))))
    }

    pub(crate) fn with_keys(keys: VerifyingKeys) -> Self {
        let template = Arc::new(Template::new(keys.sdk_app_id));
        Self { keys, template, tolerances: Tolerances::DEFAULT }
    }

    /// Judges the times of tickets with these tolerances.
    #[must_use]
    pub const fn with_tolerances(mut self, tolerances: Tolerances) -> Self {
        self.tolerances = tolerances;
        self
    }

    /// The tolerances for all questions that do not bring their own.
    #[must_use]
    pub const fn tolerances(&self) -> Tolerances {
        self.tolerances
    }

    /// The app whose tickets are verified.
    #[must_use]
    pub const fn sdk_app_id(&self) -> SdkAppId {
        self.keys.sdk_app_id
    }

    /// Whether the user can log in with this ticket now.
    ///
    /// # Errors
    /// When the ticket is refused, with the first reason in the order given above.
    pub fn user_sig<I: AsIdentifier>(
        &self,
        text: &str,
        user_id: &I,
        now: UnixTime,
    ) -> Result<VerifiedClaims<I>, VerifyError> {
        self.user_sig_within(self.tolerances, text, user_id, now)
    }

    /// The same question with tolerances of its own, for example the account's
    /// [valid-after time](Tolerances::with_valid_after).
    ///
    /// # Errors
    /// As [`user_sig`](Self::user_sig).
    pub fn user_sig_within<I: AsIdentifier>(
        &self,
        tolerances: Tolerances,
        text: &str,
        user_id: &I,
        now: UnixTime,
    ) -> Result<VerifiedClaims<I>, VerifyError> {
        match rewrite::claims_of_ours(text, &self.template, user_id.as_bytes()) {
            Some((claims, mac)) => self.judge_user_sig(tolerances, &claims, &mac, user_id, now),
            None => self.read_user_sig(tolerances, text, user_id, now),
        }
    }

    // Not part of the function above, because the zeros of the scratch space would be written there as well.
    #[inline(never)]
    pub(crate) fn read_user_sig<I: AsIdentifier>(
        &self,
        tolerances: Tolerances,
        text: &str,
        user_id: &I,
        now: UnixTime,
    ) -> Result<VerifiedClaims<I>, VerifyError> {
        ticket::read_then(text, |claims, mac| self.judge_user_sig(tolerances, claims, mac, user_id, now))?
    }

    fn judge_user_sig<I: AsIdentifier>(
        &self,
        tolerances: Tolerances,
        claims: &Claims<'_>,
        mac: &Mac,
        user_id: &I,
        now: UnixTime,
    ) -> Result<VerifiedClaims<I>, VerifyError> {
        self.keys.authenticate(claims, mac, user_id, now)?;
        if claims.userbuf.is_some() {
            return Err(VerifyError::NotAUserSig);
        }
        let tolerated = tolerances.judge(claims.issued_at, claims.expires_at, now)?;
        Ok(VerifiedClaims::new(*user_id, claims.expires_at, claims, Fingerprint::of(mac), tolerated))
    }

    /// Whether the ticket gives the user the privileges `needed` in this room now.
    ///
    /// # Errors
    /// When the ticket is refused, with the first reason in the order given above.
    pub fn private_map_key(
        &self,
        text: &str,
        user_id: &UserId,
        room: &Room,
        needed: Privileges,
        now: UnixTime,
    ) -> Result<VerifiedPrivateMapKey, VerifyError> {
        self.private_map_key_within(self.tolerances, text, user_id, room, needed, now)
    }

    /// The same question with tolerances of its own, for example the account's
    /// [valid-after time](Tolerances::with_valid_after).
    ///
    /// # Errors
    /// As [`private_map_key`](Self::private_map_key).
    pub fn private_map_key_within(
        &self,
        tolerances: Tolerances,
        text: &str,
        user_id: &UserId,
        room: &Room,
        needed: Privileges,
        now: UnixTime,
    ) -> Result<VerifiedPrivateMapKey, VerifyError> {
        ticket::read_then(text, |claims, mac| {
            self.keys.authenticate(claims, mac, user_id, now)?;
            let userbuf = UserBuf::read(claims.userbuf.ok_or(VerifyError::NotAPrivateMapKey)?)?;
            userbuf.check_against(claims)?;
            // Official signers read the clock twice, so the two expiries can differ by a second.
            let expires_at = claims.expires_at.min(userbuf.expires_at());
            let tolerated = tolerances.judge(claims.issued_at, expires_at, now)?;
            if userbuf.room != UserBufRoom::from(room) {
                return Err(VerifyError::WrongRoom { asked: *room });
            }
            let missing = needed.without(userbuf.privileges);
            if missing != Privileges::NONE {
                return Err(VerifyError::MissingPrivilege { missing });
            }
            let verified = VerifiedClaims::new(*user_id, expires_at, claims, Fingerprint::of(mac), tolerated);
            Ok(VerifiedPrivateMapKey::new(verified, *room, userbuf.privileges))
        })?
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { keys, tolerances, .. } = self;
        let mut shown = f.debug_struct("Verifier");
        shown.field("sdk_app_id", &keys.sdk_app_id).field("tolerances", tolerances).finish_non_exhaustive()
    }
}
