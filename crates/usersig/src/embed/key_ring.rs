//! The keys of several apps.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::codes::cause::Cause;
use crate::codes::error_code::ErrorCode;
use crate::judge::refusal::Refusal;
use crate::judge::verifier::{Verifier, VerifyingKey};
use crate::mint::signer::Signer;
use crate::signing::mac_key::MacKey;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::secret_key::SecretKey;
use crate::words::time::UnixTime;

/// Which apps there are, and their keys: one that signs, and others that still count until they retire.
///
/// A value: whoever changes keys builds a new ring and puts it in the place of the old one.
///
/// ```
/// use usersig::{KeyRing, SdkAppId, SecretKey, UnixTime};
///
/// let app = SdkAppId::new(1_400_000_000)?;
/// let ring = KeyRing::default()
///     .with_signing_key(app, &SecretKey::new("the new throw-away key")?)
///     .with_retiring_key(app, &SecretKey::new("the old throw-away key")?, UnixTime::from_secs(1_700_600_000));
/// let (signer, verifier) = ring.app(app)?;
/// # assert_eq!(signer.sdk_app_id(), verifier.sdk_app_id());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct KeyRing {
    apps: HashMap<SdkAppId, App>,
}

#[derive(Clone)]
struct App {
    signing: Option<Arc<MacKey>>,
    verifying: Arc<[VerifyingKey]>,
}

impl KeyRing {
    /// Knows the app, if only to say that it has no key.
    #[must_use]
    pub fn with_app(mut self, sdk_app_id: SdkAppId) -> Self {
        self.app_mut(sdk_app_id);
        self
    }

    /// Signs and verifies with this key from now on. A signing key the app had is gone: to keep it for a while, add it
    /// as a retiring one.
    #[must_use]
    pub fn with_signing_key(mut self, sdk_app_id: SdkAppId, key: &SecretKey) -> Self {
        let app = self.app_mut(sdk_app_id);
        let key = Arc::new(MacKey::new(key));
        let retiring = app.verifying.iter().filter(|key| key.retires_at.is_some()).cloned();
        let signing = VerifyingKey { key: Arc::clone(&key), retires_at: None };
        app.verifying = [signing].into_iter().chain(retiring).collect();
        app.signing = Some(key);
        self
    }

    /// Verifies with this key as well, through the second `retires_at`, and never signs with it.
    #[must_use]
    pub fn with_retiring_key(mut self, sdk_app_id: SdkAppId, key: &SecretKey, retires_at: UnixTime) -> Self {
        let app = self.app_mut(sdk_app_id);
        let retiring = VerifyingKey { key: Arc::new(MacKey::new(key)), retires_at: Some(retires_at) };
        app.verifying = app.verifying.iter().cloned().chain([retiring]).collect();
        self
    }

    /// Who signs and who verifies for an app. The app is the one the caller expects: no ticket chooses it.
    ///
    /// # Errors
    /// When there is no such app, or it has no key that signs.
    pub fn app(&self, sdk_app_id: SdkAppId) -> Result<(Signer, Verifier), KeyRingError> {
        let app = self.apps.get(&sdk_app_id).ok_or(KeyRingError::UnknownSdkAppId { sdk_app_id })?;
        let signing = app.signing.as_ref().ok_or(KeyRingError::NoKey { sdk_app_id })?;
        let signer = Signer::with_mac_key(sdk_app_id, Arc::clone(signing));
        Ok((signer, Verifier::with_keys(sdk_app_id, Arc::clone(&app.verifying))))
    }

    fn app_mut(&mut self, sdk_app_id: SdkAppId) -> &mut App {
        self.apps.entry(sdk_app_id).or_insert_with(|| App { signing: None, verifying: Arc::new([]) })
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRing").field("apps", &self.apps.len()).finish_non_exhaustive()
    }
}

/// Why a key ring has nobody to sign or verify for an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyRingError {
    /// The app is known and has no key that signs.
    NoKey {
        /// The app.
        sdk_app_id: SdkAppId,
    },
    /// No such app.
    UnknownSdkAppId {
        /// The app.
        sdk_app_id: SdkAppId,
    },
}

impl KeyRingError {
    /// The number the service would give.
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
            Self::NoKey { sdk_app_id } => write!(f, "app {sdk_app_id} has no key"),
            Self::UnknownSdkAppId { sdk_app_id } => write!(f, "no app {sdk_app_id}"),
        }
    }
}

impl Error for KeyRingError {}
