//! Counts the tickets a verifier refused.

use std::net::IpAddr;

use usersig::{ErrorCode, UserId, VerifyError};

use crate::service::registry::Registry;
use crate::unix_millis::UnixMillis;

impl Registry {
    /// Counts a ticket of this account that a verifier refused. The account need not exist.
    ///
    /// Returns the code to answer: the refusal's own, or 70050 after too many (error code page).
    pub fn count_refusal(
        &mut self,
        user_id: &UserId,
        source: IpAddr,
        refusal: &VerifyError,
        now: UnixMillis,
    ) -> ErrorCode {
        let is_limited = self.refused_until(user_id, source, now).is_some();
        self.refusals.count((*user_id, source), self.settings.refusal_limit, now);
        if is_limited { ErrorCode::FREQ_LIMIT } else { refusal.code() }
    }

    /// Until when this account answers 70050 to this source, if it does. Until then no ticket needs to be verified.
    #[must_use]
    pub fn refused_until(&self, user_id: &UserId, source: IpAddr, now: UnixMillis) -> Option<UnixMillis> {
        self.refusals.limited_until(&(*user_id, source), now)
    }
}
