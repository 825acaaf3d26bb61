//! Verifying.

use napi::bindgen_prelude::{Either, Function, FunctionCallContext, Uint8Array};
use napi::{Env, Result};
use napi_derive::napi;
use usersig::Tolerances;

use crate::arguments::{Name, app, key, privileges, room, span, time, time_or_clock, user};
use crate::claims::ClaimsValue;
use crate::errors::{RefusalValue, allowed};

type Verdict = Either<ClaimsValue, RefusalValue>;

#[napi]
pub struct Verifier(pub(crate) usersig::Verifier);

#[napi]
impl Verifier {
    #[napi(constructor, catch_unwind)]
    pub fn new(
        env: Env,
        sdk_app_id: f64,
        secret_key: Either<String, Uint8Array>,
        leeway: f64,
        future_tolerance: Option<f64>,
    ) -> Result<Self> {
        let verifier = usersig::Verifier::new(app(env, sdk_app_id)?, &key(env, secret_key)?);
        Ok(Self(verifier.with_tolerances(tolerances(env, leeway, future_tolerance)?)))
    }

    #[napi(catch_unwind)]
    pub fn sdk_app_id(&self) -> u32 {
        self.0.sdk_app_id().number()
    }

    /// The function that verifies. A call of it takes less time than a call of a method, whose object napi checks each time.
    #[napi(catch_unwind)]
    pub fn user_sig<'env>(&self, env: &'env Env) -> Result<Function<'env, (), Verdict>> {
        let verifier = self.0.clone();
        env.create_function_from_closure("userSig", move |call| user_sig(&verifier, &call))
    }

    #[napi(catch_unwind)]
    // Not `expect`, because napi copies the attribute to code without arguments.
    #[allow(clippy::too_many_arguments, reason = "one is the environment")]
    pub fn private_map_key(
        &self,
        env: Env,
        text: String,
        user_id: String,
        of_room: Either<f64, String>,
        needed: f64,
        now: Option<f64>,
        valid_after: Option<f64>,
    ) -> Result<Verdict> {
        let (tolerances, now) = (with(&self.0, env, valid_after)?, time_or_clock(env, now)?);
        let (user_id, room, needed) = (user(env, &user_id)?, room(env, of_room)?, privileges(env, needed)?);
        let verdict = self.0.private_map_key_within(tolerances, &text, &user_id, &room, needed, now);
        Ok(verdict.map_or_else(|refused| Either::B(refused.into()), |granted| Either::A(granted.into())))
    }
}

fn user_sig(verifier: &usersig::Verifier, call: &FunctionCallContext<'_>) -> Result<Verdict> {
    let (text, user_id, is_identifier, now, valid_after) =
        call.args::<(String, String, bool, Option<f64>, Option<f64>)>()?;
    let env = *call.env;
    let (tolerances, now) = (with(verifier, env, valid_after)?, time_or_clock(env, now)?);
    let verdict = match Name::new(env, &user_id, is_identifier)? {
        Name::Identifier(identifier) => {
            verifier.user_sig_within(tolerances, &text, &identifier, now).map(ClaimsValue::from)
        }
        Name::UserId(user_id) => verifier.user_sig_within(tolerances, &text, &user_id, now).map(ClaimsValue::from),
    };
    Ok(verdict.map_or_else(|refused| Either::B(refused.into()), Either::A))
}

fn with(verifier: &usersig::Verifier, env: Env, valid_after: Option<f64>) -> Result<Tolerances> {
    let valid_after = valid_after.map(|valid_after| time(env, valid_after)).transpose()?;
    Ok(verifier.tolerances().with_valid_after(valid_after))
}

pub(crate) fn tolerances(env: Env, leeway: f64, future_tolerance: Option<f64>) -> Result<Tolerances> {
    let future_tolerance = future_tolerance.map(|tolerance| span(env, tolerance)).transpose()?;
    let tolerances = Tolerances::default().with_leeway(span(env, leeway)?);
    allowed(env, tolerances.and_then(|tolerances| tolerances.with_future_tolerance(future_tolerance)))
}
