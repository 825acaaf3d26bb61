//! Nothing is wrong.

use usersig::UnixTime;

use crate::hints::TicketKind;

/// A ticket without a fault, as far as the hints go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Good {
    /// The kind of ticket.
    pub kind: TicketKind,
    /// The name of the key that signed it. Without one the signature was not checked, and the finding is
    /// [`Unchecked`](crate::FindingId::Unchecked).
    pub signed_by: Option<String>,
    /// The last second it is good.
    pub expires_at: UnixTime,
    /// Whether the ticket states something that a verifier accepts and its signer hardly meant, such as milliseconds.
    pub in_doubt: bool,
    /// The moment it was judged at.
    pub now: Option<UnixTime>,
}
