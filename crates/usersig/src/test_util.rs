//! Test tickets for programs that embed this crate (feature `test-util`), and a sample app to sign them for.
//!
//! The feature `proptest` adds strategies for every value that a ticket can state.
//!
//! The sample key is in the source of this crate, so anyone can sign with it. Never use it for a real app.

mod documents;
mod maker;
mod options;
#[cfg(feature = "proptest")]
mod strategies;
mod test_ticket;
mod test_tickets;

use crate::judge::verified::VerifiedClaims;
use crate::judge::verifier::Verifier;
use crate::judge::verify_error::VerifyError;
use crate::mint::signer::Signer;
pub use crate::test_util::options::{NoTestTickets, TestTicketOptions};
#[cfg(feature = "proptest")]
pub use crate::test_util::strategies::{
    lifetimes, private_map_key_times, privileges, rooms, sdk_app_ids, secret_keys, unix_times, user_ids,
};
pub use crate::test_util::test_ticket::{Question, TestTicket};
pub use crate::test_util::test_tickets::test_tickets;
use crate::words::identifier::AsIdentifier;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::secret_key::SecretKey;
use crate::words::time::UnixTime;

/// The sample app.
pub const SDK_APP_ID: SdkAppId = match SdkAppId::new(1_400_000_000) {
    Ok(sdk_app_id) => sdk_app_id,
    Err(_) => panic!("the number is not 0"),
};

/// The text of the sample app's key. It is as long as a real key.
pub const SECRET_KEY: &str = "throw-away-key-of-the-sample-app-in-usersig-test-util-not-secret";

/// The sample app's key.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "the key is valid")]
pub fn secret_key() -> SecretKey {
    SecretKey::new(SECRET_KEY).expect("the key is valid")
}

/// Signs for the sample app.
#[must_use]
pub fn signer() -> Signer {
    Signer::new(SDK_APP_ID, &secret_key())
}

/// Verifies for the sample app.
#[must_use]
pub fn verifier() -> Verifier {
    Verifier::new(SDK_APP_ID, &secret_key())
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
