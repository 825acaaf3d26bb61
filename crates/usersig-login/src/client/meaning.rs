//! The meaning of the service's answer for the user's login.

use usersig::{ErrorCode, Reaction};

use crate::client::answer::Answer;

/// The classes of answers to a reconnect, a renewal, a heartbeat or a logout. Different facts never share a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Yes.
    Done,
    /// The ticket, or the internal ticket made from it, is no longer accepted. A new one is needed.
    Expired,
    /// Another login took the place, or an operator ended the login.
    Kicked,
    /// The service has no such account. A login registers it.
    NoAccount,
    /// The service has no session on this link.
    NotLoggedIn,
    /// Anything else is not about this login. It is worth another try later.
    TryAgain,
}

pub(super) fn meaning(code: ErrorCode) -> Meaning {
    match code {
        Answer::SUCCESS => Meaning::Done,
        ErrorCode::BLACKLIST
        | ErrorCode::LOGIN_KICKED_OFF_BY_OTHER
        | ErrorCode::REQ_KICK_OFF
        | ErrorCode::REQUEST_KICK_OFF
        | ErrorCode::SVR_MSG_LONGPOLLING_COUNT_LIMIT => Meaning::Kicked,
        ErrorCode::NOT_LOGGED_IN => Meaning::NotLoggedIn,
        ErrorCode::SVR_ACCOUNT_NOT_FOUND => Meaning::NoAccount,
        // -10003 and similar codes say that the Key or Ticket made from the UserSig is over (error code page, and the
        // SDK's log in TIMSDK issue 586).
        code if code.reaction() == Some(Reaction::LogInAgain) => Meaning::Expired,
        code if is_about_the_ticket(code) => Meaning::Expired,
        _ => Meaning::TryAgain,
    }
}

/// Whether the verifier refuses the ticket as malformed, or as signed for another user or app or with another key.
const fn is_about_the_ticket(code: ErrorCode) -> bool {
    matches!(code.number(), 70_002..=70_010 | 70_013..=70_016 | 70_019 | 70_236 | 70_346)
}

/// Whether the service may have carried out the request although the answer is a failure. The answer was lost, or a
/// part of the service timed out.
pub(super) const fn is_in_doubt(code: ErrorCode) -> bool {
    matches!(code.number(), 6012 | 6200 | 6201 | 6218 | 7508 | 9501..=9599 | 70_169 | 70_202 | 70_362 | 70_500)
}

#[cfg(test)]
mod tests {
    use usersig::ErrorCode;

    use super::{Meaning, meaning};

    #[test]
    fn each_class_has_its_codes() {
        let table: [(Meaning, &[i32]); 6] = [
            (Meaning::Done, &[0]),
            (Meaning::Expired, &[6206, 70001, 70052, -10001, -10003, -10004, -10101, -10106, 70003, 70009, 70013]),
            (Meaning::Kicked, &[6208, 6213, 6255, 70051]),
            (Meaning::NoAccount, &[70107]),
            (Meaning::NotLoggedIn, &[6014]),
            (Meaning::TryAgain, &[70500, 70169, 70050, 9520, -10113, 6012, 70398, 72000, 12345]),
        ];
        for (class, codes) in table {
            for code in codes {
                assert_eq!(meaning(ErrorCode::new(*code)), class, "{code}");
            }
        }
    }
}
