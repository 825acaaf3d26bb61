//! The library's own calls in the process of Node, for benches/languages.

use napi::{Env, Result};
use napi_derive::napi;

use crate::errors::allowed;
use crate::signer::Signer;
use crate::verifier::Verifier;

#[napi(catch_unwind)]
pub fn time_sign(env: Env, signer: &Signer, users: Vec<String>, seconds: u32) -> Result<f64> {
    allowed(env, usersig_figures::sign(&signer.0, &users, seconds.into()))
}

#[napi(catch_unwind)]
pub fn time_sign_many(env: Env, signer: &Signer, users: Vec<String>, seconds: u32) -> Result<f64> {
    allowed(env, usersig_figures::sign_many(&signer.0, &users, seconds.into()))
}

#[napi(catch_unwind)]
pub fn time_verify(env: Env, verifier: &Verifier, tickets: Vec<String>, user_id: String) -> Result<f64> {
    allowed(env, usersig_figures::verify(&verifier.0, &tickets, &user_id))
}
