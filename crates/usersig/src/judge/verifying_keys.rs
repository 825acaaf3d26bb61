//! The keys of an app, and which of its tickets they signed.

use std::sync::Arc;

use crate::claims::claims::Claims;
use crate::claims::mac::Mac;
use crate::judge::verify_error::VerifyError;
use crate::signing::mac_key::MacKey;
use crate::words::identifier::AsIdentifier;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::time::UnixTime;
use crate::words::user_id::UserId;

/// The key that signs, and the keys that only verify until they retire. A clone shares them.
#[derive(Clone)]
pub(crate) struct VerifyingKeys {
    pub(crate) sdk_app_id: SdkAppId,
    pub(crate) signing: Option<Arc<MacKey>>,
    retiring: Arc<[RetiringKey]>,
}

#[derive(Clone)]
struct RetiringKey {
    key: Arc<MacKey>,
    /// The last second at which the key verifies.
    retires_at: UnixTime,
}

impl VerifyingKeys {
    pub(crate) fn new(sdk_app_id: SdkAppId, signing: Option<Arc<MacKey>>) -> Self {
        Self { sdk_app_id, signing, retiring: Arc::default() }
    }

    pub(crate) fn add_retiring(&mut self, key: Arc<MacKey>, retires_at: UnixTime) {
        self.retiring = self.retiring.iter().cloned().chain([RetiringKey { key, retires_at }]).collect();
    }

    pub(crate) fn are_empty(&self) -> bool {
        self.signing.is_none() && self.retiring.is_empty()
    }

    /// Checks that the ticket is of this app, signed by one of its keys and for this user.
    // The app is checked before the signature because it determines which keys to use.
    pub(crate) fn authenticate(
        &self,
        claims: &Claims<'_>,
        mac: &Mac,
        user_id: &impl AsIdentifier,
        now: UnixTime,
    ) -> Result<(), VerifyError> {
        if claims.sdk_app_id != self.sdk_app_id {
            return Err(VerifyError::WrongSdkAppId { asked: self.sdk_app_id, named: claims.sdk_app_id });
        }
        if !self.have_signed(claims, mac, now) {
            return Err(VerifyError::BadSignature);
        }
        if claims.identifier != user_id.as_bytes() {
            let named = str::from_utf8(claims.identifier).ok().and_then(|id| UserId::new(id).ok());
            return Err(VerifyError::WrongUserId { asked: user_id.as_user_id(), named });
        }
        Ok(())
    }

    fn have_signed(&self, claims: &Claims<'_>, mac: &Mac, now: UnixTime) -> bool {
        let mut retiring = self.retiring.iter().filter(|key| now <= key.retires_at);
        self.signing.as_ref().is_some_and(|key| key.has_signed(claims, mac))
            || retiring.any(|retiring| retiring.key.has_signed(claims, mac))
    }
}
