//! Functions that panic, so that a test can see the border stop a panic.

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
}
