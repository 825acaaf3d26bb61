//! The keys of several apps.

use std::mem::MaybeUninit;

use usersig::KeyRing;

use crate::arguments;
use crate::failure::{Failure, usersig_error, usersig_result};
use crate::guard::{guarded, guarded_object};
use crate::pointers;
use crate::signer::usersig_signer;
use crate::verifier::usersig_verifier;

/// The keys of several apps. Fill the ring with one thread before others use it. After that, many threads can use it.
pub struct usersig_key_ring(KeyRing);

/// Makes an empty key ring. Free it with `usersig_key_ring_free`.
#[unsafe(no_mangle)]
#[expect(clippy::unnecessary_box_returns, reason = "C gets a pointer")]
pub extern "C" fn usersig_key_ring_new() -> Box<usersig_key_ring> {
    Box::new(usersig_key_ring(KeyRing::default()))
}

/// Frees a key ring. NULL is allowed. Signers and verifiers of the ring stay valid.
///
/// # Safety
/// The key ring is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_key_ring_free(ring: Option<Box<usersig_key_ring>>) {
    drop(ring);
}

/// Knows the app, even if it has no key.
///
/// # Safety
/// No other thread uses the ring.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_key_ring_add_app(
    ring: Option<&mut usersig_key_ring>,
    sdk_app_id: u32,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    change(ring, error, |ring| Ok(ring.with_app(arguments::app(sdk_app_id)?)))
}

/// Signs and verifies with this key, which replaces the key of the app that signed before.
///
/// # Safety
/// No other thread uses the ring. `key` points to `key_len` bytes.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_key_ring_set_signing_key(
    ring: Option<&mut usersig_key_ring>,
    sdk_app_id: u32,
    key: *const u8,
    key_len: usize,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let with_key = |ring: KeyRing| {
        // SAFETY: the caller promises it.
        let key = unsafe { arguments::key(key, key_len) }?;
        Ok(ring.with_signing_key(arguments::app(sdk_app_id)?, &key))
    };
    change(ring, error, with_key)
}

/// Also verifies with this key, through the second `retires_at`.
///
/// # Safety
/// No other thread uses the ring. `key` points to `key_len` bytes.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_key_ring_add_retiring_key(
    ring: Option<&mut usersig_key_ring>,
    sdk_app_id: u32,
    key: *const u8,
    key_len: usize,
    retires_at: u64,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let with_key = |ring: KeyRing| {
        // SAFETY: the caller promises it.
        let key = unsafe { arguments::key(key, key_len) }?;
        Ok(ring.with_retiring_key(arguments::app(sdk_app_id)?, &key, arguments::time(retires_at, "retires_at")?))
    };
    change(ring, error, with_key)
}

/// Makes a signer for the app. Free it with `usersig_signer_free`.
///
/// # Safety
/// All pointers are valid.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_key_ring_signer(
    ring: Option<&usersig_key_ring>,
    sdk_app_id: u32,
    out: Option<&mut MaybeUninit<Box<usersig_signer>>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let of_app = || {
        let ring = pointers::given(ring, "ring")?;
        Ok(usersig_signer(ring.0.signer(arguments::app(sdk_app_id)?)?.clone()))
    };
    guarded_object(out, error, of_app)
}

/// Makes a verifier for the app. Free it with `usersig_verifier_free`. Pass the app that you expect, because a ticket
/// must not choose it.
///
/// # Safety
/// All pointers are valid.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_key_ring_verifier(
    ring: Option<&usersig_key_ring>,
    sdk_app_id: u32,
    out: Option<&mut MaybeUninit<Box<usersig_verifier>>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let of_app = || {
        let ring = pointers::given(ring, "ring")?;
        Ok(usersig_verifier(ring.0.verifier(arguments::app(sdk_app_id)?)?.clone()))
    };
    guarded_object(out, error, of_app)
}

fn change(
    ring: Option<&mut usersig_key_ring>,
    error: Option<&mut MaybeUninit<usersig_error>>,
    with: impl FnOnce(KeyRing) -> Result<KeyRing, Failure>,
) -> usersig_result {
    let body = || {
        let ring = pointers::given(ring, "ring")?;
        ring.0 = with(ring.0.clone())?;
        Ok(())
    };
    guarded(error, body)
}
