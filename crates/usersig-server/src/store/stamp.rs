//! Times that tickets and revocations state, so that a revocation separates them.
//!
//! A ticket is refused if it was issued at or before the account's valid-after time. Both have only whole seconds. So a
//! ticket that is signed in the second of a revocation is stamped one second later, and a revocation that follows in the
//! same second moves the valid-after time on to that stamp.

use std::time::Duration;

use usersig::UnixTime;

/// The most by which a ticket's issue time is ahead of the clock: an account can be revoked this many times in a second.
pub(crate) const MAX_AHEAD: Duration = Duration::from_secs(5);

/// The account's times are too far ahead of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AheadOfClock {
    pub(crate) retry_after: Duration,
}

/// The issue time of a ticket that is signed now.
pub(crate) fn issue_time(now: UnixTime, valid_after: Option<UnixTime>) -> Result<UnixTime, AheadOfClock> {
    within_reach(now, valid_after.map_or(now, |valid_after| now.max(after(valid_after))))
}

/// The valid-after time of a revocation now. It covers every ticket that was stamped since the previous one.
pub(crate) fn revocation_time(now: UnixTime, previous: Option<UnixTime>) -> Result<UnixTime, AheadOfClock> {
    let time = previous.map_or(now, |previous| now.max(after(previous)));
    // The next ticket is stamped one second later.
    within_reach(now, after(time)).map(|_| time)
}

fn after(time: UnixTime) -> UnixTime {
    time.saturating_add(Duration::from_secs(1))
}

fn within_reach(now: UnixTime, time: UnixTime) -> Result<UnixTime, AheadOfClock> {
    match time.since(now).checked_sub(MAX_AHEAD) {
        None | Some(Duration::ZERO) => Ok(time),
        Some(retry_after) => Err(AheadOfClock { retry_after }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    fn plus(secs: u64) -> UnixTime {
        NOW.saturating_add(Duration::from_secs(secs))
    }

    #[test]
    fn a_ticket_in_the_second_of_a_revocation_is_stamped_after_it() {
        assert_eq!(issue_time(NOW, None), Ok(NOW));
        assert_eq!(issue_time(NOW, Some(NOW)), Ok(plus(1)));
        assert_eq!(issue_time(plus(1), Some(NOW)), Ok(plus(1)));
        assert_eq!(issue_time(plus(9), Some(NOW)), Ok(plus(9)));
    }

    #[test]
    fn each_revocation_covers_the_tickets_that_were_stamped_before_it() {
        let mut valid_after = None;
        let mut stamps = Vec::new();
        loop {
            stamps.push(issue_time(NOW, valid_after).unwrap());
            match revocation_time(NOW, valid_after) {
                Ok(time) => valid_after = Some(time),
                Err(ahead) => {
                    assert_eq!(ahead.retry_after, Duration::from_secs(1));
                    break;
                }
            }
            assert!(stamps.iter().all(|stamp| Some(*stamp) <= valid_after));
        }
        assert_eq!(stamps.last(), Some(&NOW.saturating_add(MAX_AHEAD)));
    }

    #[test]
    fn a_clock_that_went_back_far_signs_nothing_for_a_revoked_account() {
        assert!(issue_time(NOW, Some(plus(3600))).is_err());
        assert!(revocation_time(NOW, Some(plus(3600))).is_err());
    }
}
