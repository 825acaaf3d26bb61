//! A ticket with a known answer.

use crate::codes::cause::Cause;
use crate::judge::tolerances::Tolerances;
use crate::judge::verifier::Verifier;
use crate::judge::verify_error::VerifyError;
use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::time::UnixTime;
use crate::words::user_id::UserId;

/// A ticket, the question to ask about it, and the expected answer.
///
/// `Debug` and `Serialize` (feature `serde`) show the whole ticket, unlike those of other tickets.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TestTicket {
    /// A unique name in `snake_case`.
    pub name: String,
    /// The text.
    pub ticket: String,
    /// The question to ask about the ticket.
    pub question: Question,
    /// The last second at which the ticket is valid, or the cause of its refusal.
    pub expected: Result<UnixTime, Cause>,
}

/// The parts of the question about a test ticket that differ from ticket to ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Question {
    /// The room and the privileges of a PrivateMapKey. `None` asks for a UserSig.
    pub room: Option<(Room, Privileges)>,
    /// The tolerances to ask with.
    pub tolerances: Tolerances,
}

impl TestTicket {
    /// A UserSig that is asked about without tolerances.
    pub(crate) fn of_user_sig(name: &str, ticket: String, expected: Result<UnixTime, Cause>) -> Self {
        Self {
            name: name.to_owned(),
            ticket,
            question: Question { room: None, tolerances: Tolerances::DEFAULT },
            expected,
        }
    }

    /// The same ticket, asked about as a PrivateMapKey.
    pub(crate) fn asked_for(mut self, room: Room, needed: Privileges) -> Self {
        self.question.room = Some((room, needed));
        self
    }

    /// The same ticket, asked about with these tolerances.
    pub(crate) const fn asked_within(mut self, tolerances: Tolerances) -> Self {
        self.question.tolerances = tolerances;
        self
    }

    /// Asks a verifier the question, and returns the last second at which the ticket is valid.
    ///
    /// # Errors
    /// When the verifier refuses the ticket.
    pub fn judge(&self, verifier: &Verifier, user_id: &UserId, now: UnixTime) -> Result<UnixTime, VerifyError> {
        let Question { room, tolerances } = self.question;
        match room {
            Some((room, needed)) => verifier
                .private_map_key_within(tolerances, &self.ticket, user_id, &room, needed, now)
                .map(|granted| granted.expires_at()),
            None => {
                verifier.user_sig_within(tolerances, &self.ticket, user_id, now).map(|granted| granted.expires_at())
            }
        }
    }
}

/// One flat object. Members that do not apply are left out, except for `code` and `cause`, which are then null.
#[cfg(feature = "serde")]
impl serde::Serialize for TestTicket {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Flat<'a> {
            name: &'a str,
            ticket: &'a str,
            #[serde(flatten)]
            room: Option<Room>,
            #[serde(skip_serializing_if = "Option::is_none")]
            privileges: Option<Privileges>,
            #[serde(skip_serializing_if = "Option::is_none")]
            future_tolerance: Option<u64>,
            #[serde(skip_serializing_if = "Option::is_none")]
            valid_after: Option<UnixTime>,
            #[serde(skip_serializing_if = "Option::is_none")]
            expires_at: Option<UnixTime>,
            valid: bool,
            code: Option<crate::codes::error_code::ErrorCode>,
            cause: Option<Cause>,
        }
        let cause = self.expected.err();
        let Question { room, tolerances } = self.question;
        Flat {
            name: &self.name,
            ticket: &self.ticket,
            room: room.map(|(room, _)| room),
            privileges: room.map(|(_, needed)| needed),
            future_tolerance: tolerances.future_tolerance().map(|tolerance| tolerance.as_secs()),
            valid_after: tolerances.valid_after(),
            expires_at: self.expected.ok(),
            valid: cause.is_none(),
            code: cause.map(Cause::code),
            cause,
        }
        .serialize(serializer)
    }
}
