//! The keys of several apps.

use napi::bindgen_prelude::{Either, Uint8Array};
use napi::{Env, Result};
use napi_derive::napi;

use crate::arguments::{app, key, time};
use crate::errors::RefusalValue;
use crate::signer::Signer;
use crate::verifier::{Verifier, tolerances};

#[napi]
pub struct KeyRing(usersig::KeyRing);

#[napi]
impl KeyRing {
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, leeway: f64, future_tolerance: Option<f64>) -> Result<Self> {
        Ok(Self(usersig::KeyRing::default().with_tolerances(tolerances(env, leeway, future_tolerance)?)))
    }

    #[napi(catch_unwind)]
    pub fn with_app(&self, env: Env, sdk_app_id: f64) -> Result<Self> {
        Ok(Self(self.0.clone().with_app(app(env, sdk_app_id)?)))
    }

    #[napi(catch_unwind)]
    pub fn with_signing_key(&self, env: Env, number: f64, secret_key: Either<String, Uint8Array>) -> Result<Self> {
        Ok(Self(self.0.clone().with_signing_key(app(env, number)?, &key(env, secret_key)?)))
    }

    #[napi(catch_unwind)]
    pub fn with_retiring_key(
        &self,
        env: Env,
        number: f64,
        secret_key: Either<String, Uint8Array>,
        retires_at: f64,
    ) -> Result<Self> {
        let (number, secret_key, retires_at) = (app(env, number)?, key(env, secret_key)?, time(env, retires_at)?);
        Ok(Self(self.0.clone().with_retiring_key(number, &secret_key, retires_at)))
    }

    #[napi(catch_unwind)]
    pub fn signer(&self, env: Env, number: f64) -> Result<Either<Signer, RefusalValue>> {
        Ok(match self.0.signer(app(env, number)?) {
            Ok(signer) => Either::A(Signer(signer.clone())),
            Err(missing) => Either::B(missing.into()),
        })
    }

    #[napi(catch_unwind)]
    pub fn verifier(&self, env: Env, number: f64) -> Result<Either<Verifier, RefusalValue>> {
        Ok(match self.0.verifier(app(env, number)?) {
            Ok(verifier) => Either::A(Verifier(verifier.clone())),
            Err(missing) => Either::B(missing.into()),
        })
    }
}
