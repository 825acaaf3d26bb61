//! The keys of several apps.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::codes::cause::Cause;
use crate::codes::error_code::ErrorCode;
use crate::judge::refusal::Refusal;
use crate::judge::tolerances::Tolerances;
use crate::judge::verifier::Verifier;
use crate::judge::verifying_keys::VerifyingKeys;
use crate::mint::signer::Signer;
use crate::signing::mac_key::MacKey;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::secret_key::SecretKey;
use crate::words::time::UnixTime;

/// The keys of several apps. An app has one key that signs, and may have more keys that verify until they retire.
///
/// A ring is a value. To change keys, build a new ring and replace the old one.
///
/// ```
/// use usersig::{KeyRing, Lifetime, SdkAppId, SecretKey, UnixTime, UserId};
///
/// let app = SdkAppId::new(1_400_000_000)?;
/// let ring = KeyRing::default()
///     .with_signing_key(app, &SecretKey::new("the new throw-away key")?)
///     .with_retiring_key(app, &SecretKey::new("the old throw-away key")?, UnixTime::from_secs(1_700_600_000));
///
/// let (alice, now) = (UserId::new("alice")?, UnixTime::from_secs(1_700_000_000));
/// let ticket = ring.signer(app)?.user_sig(&alice, Lifetime::DAY, now);
/// ring.verifier(app)?.user_sig(ticket.as_str(), &alice, now)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct KeyRing {
    apps: HashMap<SdkAppId, App>,
    tolerances: Tolerances,
}

#[derive(Clone)]
struct App {
    signer: Option<Signer>,
    verifier: Verifier,
}

impl KeyRing {
    /// Knows the app, even if it has no key.
    #[must_use]
    pub fn with_app(mut self, sdk_app_id: SdkAppId) -> Self {
        self.app_mut(sdk_app_id);
        self
    }

    /// Signs and verifies with this key. It replaces the key that signed before: to verify with the old key for a while,
    /// add it as a retiring key.
    #[must_use]
    pub fn with_signing_key(mut self, sdk_app_id: SdkAppId, key: &SecretKey) -> Self {
        let key = Arc::new(MacKey::new(key));
        let app = self.app_mut(sdk_app_id);
        app.verifier.keys.signing = Some(Arc::clone(&key));
        app.signer = Some(Signer::with_mac_key(sdk_app_id, key));
        self
    }

    /// Verifies with this key as well, through the second `retires_at`. The key never signs.
    #[must_use]
    pub fn with_retiring_key(mut self, sdk_app_id: SdkAppId, key: &SecretKey, retires_at: UnixTime) -> Self {
        self.app_mut(sdk_app_id).verifier.keys.add_retiring(Arc::new(MacKey::new(key)), retires_at);
        self
    }

    /// Judges the times of the tickets of all apps with these tolerances.
    #[must_use]
    pub fn with_tolerances(mut self, tolerances: Tolerances) -> Self {
        self.tolerances = tolerances;
        for app in self.apps.values_mut() {
            app.verifier = app.verifier.clone().with_tolerances(tolerances);
        }
        self
    }

    /// The signer of the app.
    ///
    /// # Errors
    /// When the ring does not know the app, or the app has no key that signs.
    pub fn signer(&self, sdk_app_id: SdkAppId) -> Result<&Signer, KeyRingError> {
        self.app(sdk_app_id)?.signer.as_ref().ok_or(KeyRingError::NoKey { sdk_app_id })
    }

    /// The verifier of the app. Pass the app that you expect: a ticket must not choose it.
    ///
    /// # Errors
    /// When the ring does not know the app, or the app has no key. A key that verifies is enough.
    pub fn verifier(&self, sdk_app_id: SdkAppId) -> Result<&Verifier, KeyRingError> {
        let verifier = &self.app(sdk_app_id)?.verifier;
        if verifier.keys.are_empty() { Err(KeyRingError::NoKey { sdk_app_id }) } else { Ok(verifier) }
    }

    fn app(&self, sdk_app_id: SdkAppId) -> Result<&App, KeyRingError> {
        self.apps.get(&sdk_app_id).ok_or(KeyRingError::UnknownSdkAppId { sdk_app_id })
    }

    fn app_mut(&mut self, sdk_app_id: SdkAppId) -> &mut App {
        self.apps.entry(sdk_app_id).or_insert_with(|| App {
            signer: None,
            verifier: Verifier::with_keys(VerifyingKeys::new(sdk_app_id, None)).with_tolerances(self.tolerances),
        })
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRing").field("apps", &self.apps.len()).finish_non_exhaustive()
    }
}

/// Why a key ring has no signer or no verifier for an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyRingError {
    /// The ring knows the app, but has no key for this purpose.
    NoKey {
        /// The app.
        sdk_app_id: SdkAppId,
    },
    /// The ring does not know the app.
    UnknownSdkAppId {
        /// The app.
        sdk_app_id: SdkAppId,
    },
}

impl KeyRingError {
    /// The number that the service gives.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.cause().code()
    }

    /// The kind of refusal.
    #[must_use]
    pub const fn cause(&self) -> Cause {
        match self {
            Self::NoKey { .. } => Cause::NoKey,
            Self::UnknownSdkAppId { .. } => Cause::UnknownSdkAppId,
        }
    }
}

impl From<KeyRingError> for Refusal {
    fn from(error: KeyRingError) -> Self {
        Self::new(error.cause(), &error)
    }
}

impl fmt::Display for KeyRingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKey { sdk_app_id } => write!(f, "key ring has no key of app {sdk_app_id} for this purpose"),
            Self::UnknownSdkAppId { sdk_app_id } => write!(f, "key ring does not know app {sdk_app_id}"),
        }
    }
}

impl Error for KeyRingError {}
