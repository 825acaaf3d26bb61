//! The reasons not to look at a request's ticket any further.

use usersig::{ErrorCode, VerifyError};

/// Why a request's ticket is not looked at further.
pub(super) enum TicketRefused {
    Ticket(VerifyError),
    TooMany,
}

impl TicketRefused {
    pub(super) const fn code(&self) -> ErrorCode {
        match self {
            Self::Ticket(refusal) => refusal.code(),
            Self::TooMany => ErrorCode::FREQ_LIMIT,
        }
    }

    /// To the SDK, a ticket that expires between two links is the internal one that was made from it.
    pub(super) fn code_of_reconnect(&self) -> ErrorCode {
        match self.code() {
            ErrorCode::USERSIG_EXPIRED => ErrorCode::USER_SIG_EXPIRED,
            other => other,
        }
    }

    /// Whether the verifier found the ticket genuine and of this user, and refused it only for its time.
    pub(super) const fn is_genuine(&self) -> bool {
        matches!(
            self,
            Self::Ticket(VerifyError::Expired { .. } | VerifyError::NotYetValid { .. } | VerifyError::Revoked { .. })
        )
    }
}
