//! A ticket whose answer is known.

use crate::codes::cause::Cause;
use crate::judge::verifier::Verifier;
use crate::judge::verify_error::VerifyError;
use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::time::UnixTime;
use crate::words::user_id::UserId;

/// A ticket, how to ask about it, and the answer.
///
/// Unlike other tickets it is shown whole by its `Debug`: its key is no secret.
///
/// ```
/// use usersig::test_util::{specimens, verifier};
/// use usersig::{Cause, Lifetime, UnixTime, UserId};
///
/// let (alice, now) = (UserId::new("alice")?, UnixTime::from_secs(1_700_000_000));
/// let specimens = specimens(&alice, Lifetime::from_secs(60)?, now);
/// let bent = specimens.iter().find(|specimen| specimen.name == "bent").ok_or("it has no such name")?;
/// let refused = bent.judge(&verifier(), &alice, now).unwrap_err();
/// assert_eq!((refused.cause(), refused.code().number()), (Cause::BadZlib, 70003));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Specimen {
    /// What it is, in `snake_case`; no two have the same.
    pub name: String,
    /// The text.
    pub ticket: String,
    /// What to ask about it.
    pub asked: Asked,
    /// The last second it is good, or why it is refused.
    pub expected: Result<UnixTime, Cause>,
}

/// What a ticket should let its user do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Use rights in a room.
    PrivateMapKey {
        /// The room.
        room: Room,
        /// The rights.
        needed: Privileges,
    },
    /// Log in.
    UserSig,
}

impl Specimen {
    /// Asks a verifier what is to be asked, and tells the last second the ticket is good.
    ///
    /// # Errors
    /// When the verifier refuses the ticket.
    pub fn judge(&self, verifier: &Verifier, user_id: &UserId, now: UnixTime) -> Result<UnixTime, VerifyError> {
        match self.asked {
            Asked::PrivateMapKey { room, needed } => {
                verifier.private_map_key(&self.ticket, user_id, &room, needed, now).map(|granted| granted.expires_at())
            }
            Asked::UserSig => verifier.user_sig(&self.ticket, user_id, now).map(|granted| granted.expires_at()),
        }
    }
}
