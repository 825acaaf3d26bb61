//! Asks the store about the account of a request.

use std::time::Duration;

use usersig::UnixTime;

use crate::http::exchange::Known;
use crate::http::problem::{Kind, Problem};
use crate::store::interface::{Admission, Limited, LimitedBy, Revoked, Standing, StoreFailed, Visit};
use crate::store::stamp::{self, AheadOfClock};
use crate::words::account::Account;
use crate::words::rate::Rate;

/// Counts the request, and reads the last revocation of the account.
pub(crate) async fn standing(
    known: &Known<'_>,
    account: Account,
    user_rate: Option<Rate>,
) -> Result<Standing, Problem> {
    let visit = Visit { caller: known.caller, account, user_rate, moment: known.moment };
    match known.service.store.visit(visit).await {
        Admission::Admitted(standing) => {
            if standing.revoked == Revoked::Unknown {
                known.service.metrics.unknown_revocation();
            }
            Ok(standing)
        }
        Admission::Limited(limited) => Err(limited.into()),
    }
}

/// The issue time of a ticket, after the last revocation of the account if it is known.
pub(crate) fn issue_time(standing: Standing) -> Result<UnixTime, Problem> {
    let valid_after = match standing.revoked {
        Revoked::At(valid_after) => Some(valid_after),
        Revoked::Never | Revoked::Unknown => None,
    };
    stamp::issue_time(standing.now, valid_after).map_err(Problem::from)
}

impl From<Limited> for Problem {
    fn from(Limited { by, retry_after }: Limited) -> Self {
        let detail = match by {
            LimitedBy::Caller => "the rate of the caller is used up",
            LimitedBy::User => "the rate of tickets for this user is used up",
        };
        Self::new(Kind::Limited).with_detail(detail).with_retry_after(retry_after)
    }
}

impl From<StoreFailed> for Problem {
    fn from(failed: StoreFailed) -> Self {
        Self::new(Kind::Unavailable).with_detail(failed.to_string()).with_retry_after(Duration::from_secs(1))
    }
}

impl From<AheadOfClock> for Problem {
    fn from(ahead: AheadOfClock) -> Self {
        Self::new(Kind::Limited)
            .with_detail("the user was revoked too often in this second, or the clock went back")
            .with_retry_after(ahead.retry_after)
    }
}
