//! Signing.

use napi::bindgen_prelude::{Either, Function, FunctionCallContext, Latin1String, Uint8Array};
use napi::{Env, Result};
use napi_derive::napi;

use crate::arguments::{Name, app, key, lifetime, privileges, room, span, time_or_clock, user};
use crate::errors::allowed;
use crate::many;

#[napi]
pub struct Signer(pub(crate) usersig::Signer);

#[napi]
impl Signer {
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, sdk_app_id: f64, secret_key: Either<String, Uint8Array>, backdating: f64) -> Result<Self> {
        let signer = usersig::Signer::new(app(env, sdk_app_id)?, &key(env, secret_key)?);
        allowed(env, signer.with_backdating(span(env, backdating)?)).map(Self)
    }

    #[napi(catch_unwind)]
    pub fn sdk_app_id(&self) -> u32 {
        self.0.sdk_app_id().number()
    }

    /// The function that signs. A call of it takes half as long as a call of a method, whose object napi checks each time.
    #[napi(catch_unwind)]
    pub fn user_sig<'env>(&self, env: &'env Env) -> Result<Function<'env, (), Latin1String>> {
        let signer = self.0.clone();
        env.create_function_from_closure("userSig", move |call| user_sig(&signer, &call))
    }

    #[napi(catch_unwind)]
    pub fn user_sigs(&self, env: Env, names: String, seconds: f64, now: Option<f64>) -> Result<String> {
        let (lifetime, now) = (lifetime(env, seconds)?, time_or_clock(env, now)?);
        allowed(env, many::sign(&self.0, &names, lifetime, now))
    }

    #[napi(catch_unwind)]
    pub fn private_map_key(
        &self,
        env: Env,
        user_id: String,
        of_room: Either<f64, String>,
        bits: f64,
        seconds: f64,
        now: Option<f64>,
    ) -> Result<String> {
        let (lifetime, now) = (lifetime(env, seconds)?, time_or_clock(env, now)?);
        let (user_id, room, privileges) = (user(env, &user_id)?, room(env, of_room)?, privileges(env, bits)?);
        let signed = self.0.private_map_key(&user_id, &room, privileges, lifetime, now);
        allowed(env, signed).map(usersig::PrivateMapKey::into_string)
    }

    #[napi(catch_unwind)]
    pub fn private_map_key_with_userbuf(
        &self,
        env: Env,
        user_id: String,
        userbuf: Uint8Array,
        seconds: f64,
        now: Option<f64>,
    ) -> Result<String> {
        let (lifetime, now) = (lifetime(env, seconds)?, time_or_clock(env, now)?);
        let signed = self.0.private_map_key_with_userbuf(&user(env, &user_id)?, &userbuf, lifetime, now);
        allowed(env, signed).map(usersig::PrivateMapKey::into_string)
    }
}

fn user_sig(signer: &usersig::Signer, call: &FunctionCallContext<'_>) -> Result<Latin1String> {
    let (env, (user_id, is_identifier, seconds, now)) = (*call.env, call.args::<(String, bool, f64, Option<f64>)>()?);
    let (lifetime, now) = (lifetime(env, seconds)?, time_or_clock(env, now)?);
    // A ticket is ASCII, which a Latin-1 string of JavaScript takes without decoding.
    Ok(match Name::new(env, &user_id, is_identifier)? {
        Name::Identifier(identifier) => signer.user_sig(&identifier, lifetime, now).into_string().into(),
        Name::UserId(user_id) => signer.user_sig(&user_id, lifetime, now).into_string().into(),
    })
}
