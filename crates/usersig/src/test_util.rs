//! For tests of whoever embeds this crate (feature `test-util`): a sample app, tickets of it that are good and tickets
//! that are refused, each for one reason, and `proptest` strategies for everything a ticket can rightly state.
//!
//! The key stands in this crate's source, so whoever reads it can log in as anyone: no real app may ever use it.
//!
//! ```
//! use proptest::prelude::*;
//! use usersig::test_util::{lifetimes, signer, unix_times, user_ids, verifier};
//!
//! proptest!(|(user_id in user_ids(), lifetime in lifetimes(), now in unix_times())| {
//!     let user_sig = signer().user_sig(&user_id, lifetime, now);
//!     prop_assert!(verifier().user_sig(user_sig.as_str(), &user_id, now).is_ok());
//! });
//! ```

mod specimen;
mod specimens;
mod strategies;

use std::time::Duration;

use crate::judge::tolerances::Tolerances;
use crate::judge::verified::VerifiedClaims;
use crate::judge::verifier::Verifier;
use crate::judge::verify_error::VerifyError;
use crate::mint::signer::Signer;
use crate::words::identifier::AsIdentifier;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::secret_key::SecretKey;
use crate::words::time::UnixTime;
pub use specimen::{Asked, Specimen};
pub use specimens::specimens;
pub use strategies::{lifetimes, map_key_times, privileges, rooms, sdk_app_ids, secret_keys, unix_times, user_ids};

/// The sample app.
pub const SDK_APP_ID: SdkAppId = match SdkAppId::new(1_400_000_000) {
    Ok(sdk_app_id) => sdk_app_id,
    Err(_) => panic!("it is not 0"),
};

/// The text of the sample app's key, as long as real ones are and unlike any of them.
pub const SECRET_KEY: &str = "throw-away-key-of-the-sample-app-in-usersig-test-util-not-secret";

/// How far in the future [`verifier`] lets tickets be issued.
pub const FUTURE_TOLERANCE: Duration = Duration::from_secs(300);

/// The sample app's key.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "it never does")]
pub fn secret_key() -> SecretKey {
    SecretKey::new(SECRET_KEY).expect("it is neither empty nor PEM and has no white space")
}

/// Signs for the sample app.
#[must_use]
pub fn signer() -> Signer {
    Signer::new(SDK_APP_ID, &secret_key())
}

/// Verifies for the sample app, and refuses tickets from the future, unlike [`Verifier::new`].
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "it never does")]
pub fn verifier() -> Verifier {
    let tolerances =
        Tolerances::default().with_future_tolerance(FUTURE_TOLERANCE).expect("five minutes are less than a day");
    Verifier::new(SDK_APP_ID, &secret_key()).with_tolerances(tolerances)
}

/// The verdict on a UserSig if a [`Verifier`] only reads tickets. [`Verifier::user_sig`] first compares a ticket with the
/// one that a [`Signer`] of this crate would write. Both must always give the same verdict.
///
/// # Errors
/// The same as [`Verifier::user_sig`].
pub fn user_sig_by_reader<I: AsIdentifier>(
    verifier: &Verifier,
    text: &str,
    user_id: &I,
    now: UnixTime,
) -> Result<VerifiedClaims<I>, VerifyError> {
    verifier.read_user_sig(verifier.tolerances(), text, user_id, now)
}
