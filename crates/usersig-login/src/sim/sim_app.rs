//! The app of a simulation, with its key.

use usersig::{SdkAppId, SecretKey, Signer, Verifier};

#[derive(Debug)]
pub(super) struct SimApp {
    pub(super) sdk_app_id: SdkAppId,
    pub(super) signer: Signer,
    pub(super) verifier: Verifier,
}

impl SimApp {
    pub(super) fn new() -> Self {
        let sdk_app_id = SdkAppId::new(1_400_000_000).expect("the number is not 0");
        let key = SecretKey::new("the key of a simulation").expect("the key is neither empty nor padded");
        Self { sdk_app_id, signer: Signer::new(sdk_app_id, &key), verifier: Verifier::new(sdk_app_id, &key) }
    }

    /// The argument of `initSDK`.
    pub(super) fn number(&self) -> i64 {
        self.sdk_app_id.number().into()
    }
}
