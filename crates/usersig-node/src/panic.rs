//! Functions that panic, so that a test can see the border stop a panic.

use napi::bindgen_prelude::Function;
use napi::{Env, Result};
use napi_derive::napi;

use crate::signer::Signer;

#[napi(catch_unwind)]
pub fn panic() {
    panic!("a test asked for a panic");
}

#[napi]
impl Signer {
    #[napi(catch_unwind)]
    pub fn panic(&self) {
        panic!("a test asked for a panic");
    }

    #[napi(catch_unwind)]
    pub fn function_that_panics<'env>(&self, env: &'env Env) -> Result<Function<'env, (), ()>> {
        env.create_function_from_closure("panic", |_| panic!("a test asked for a panic"))
    }
}
