//! Visits: a request is counted, and the account's revocation is read, in one round trip.

use std::time::{Duration, Instant};

use usersig::UnixTime;

use crate::access::caller::Caller;
use crate::store::interface::{Admission, Failures, Limited, LimitedBy, Revoked, Standing, Visit};
use crate::store::redis::counts;
use crate::store::redis::failure::Failure;
use crate::store::redis::keys::AccountKeys;
use crate::store::redis::reply::{Reply, State};
use crate::store::redis::script::Call;
use crate::store::redis::settings::Topology;
use crate::store::redis::shared::Shared;
use crate::words::account::Account;
use crate::words::moment::Moment;
use crate::words::rate::Rate;

/// The time of a visit. Together with `COUNT_WITHIN` it is below 250 ms.
const VISIT_WITHIN: Duration = Duration::from_millis(180);

/// The time to count a refused ticket, after a visit.
const COUNT_WITHIN: Duration = Duration::from_millis(40);

impl Shared {
    pub(crate) async fn visit_within(&self, visit: Visit<'_>) -> Admission {
        let account = self.keys.account(&visit.account);
        let mut call = Call { keys: vec![account.revocation()], arguments: vec![self.nonces.next()] };
        match self.caller_key(visit.caller, &account) {
            Some(key) => push_counter(&mut call, key, visit.caller.rate()),
            None => {
                if let Err(limited) = self.limits.count_caller(visit.caller, visit.moment) {
                    return Admission::Limited(limited);
                }
            }
        }
        if let Some(rate) = visit.user_rate {
            push_counter(&mut call, account.tickets(), rate);
        }
        if let Ok((reply, _)) = self.link.ask(self.slot(&account), &self.scripts.visit, &call, VISIT_WITHIN).await {
            if let Some(now) = self.clock.believe(reply.now, visit.moment.wall, Instant::now()) {
                return admission(reply, now, visit.user_rate.is_some());
            }
            counts::failure(Failure::Clock.as_str());
        }
        self.visit_locally(visit, call.keys.len())
    }

    fn visit_locally(&self, visit: Visit<'_>, keys: usize) -> Admission {
        let counters = 1 + usize::from(visit.user_rate.is_some());
        // A business server of a cluster was counted before.
        let counted = keys == counters;
        let caller = if counted { Ok(()) } else { self.limits.count_caller(visit.caller, visit.moment) };
        let user = || visit.user_rate.map_or(Ok(()), |rate| self.limits.count_user(visit.account, rate, visit.moment));
        match caller.and_then(|()| user()) {
            Ok(()) => {
                let now = self.clock.estimate(visit.moment.wall, Instant::now());
                Admission::Admitted(Standing { now, revoked: Revoked::Unknown })
            }
            Err(limited) => Admission::Limited(limited),
        }
    }

    pub(crate) async fn failures_within(&self, account: Account, rate: Rate, moment: Moment) -> Failures {
        let keys = self.keys.account(&account);
        let mut call = Call { keys: vec![keys.revocation()], arguments: vec![self.nonces.next()] };
        push_counter(&mut call, keys.failures(), rate);
        match self.link.ask(self.slot(&keys), &self.scripts.visit, &call, COUNT_WITHIN).await {
            Ok((Reply { state: State::Limited, .. }, _)) => Failures::TooMany,
            Ok(_) => Failures::Few,
            Err(_) => self.limits.count_failure(account, rate, moment),
        }
    }

    /// The key of a caller's counter. A cluster keeps the counter of a business server on another server than the account,
    /// which would be a second round trip, so every replica of the service counts these callers for itself.
    fn caller_key(&self, caller: &Caller<'_>, account: &AccountKeys) -> Option<String> {
        match (caller, self.link.topology) {
            (Caller::User(user), _) => Some(account.user(&user.issuer.name)),
            (Caller::Server(server), Topology::Instance) => Some(self.keys.server(&server.name)),
            (Caller::Server(_), Topology::Cluster) => None,
        }
    }
}

fn push_counter(call: &mut Call, key: String, rate: Rate) {
    call.keys.push(key);
    for span in [rate.interval(), rate.per()] {
        call.arguments.push((span.as_secs_f64() * 1e6).to_string());
    }
}

fn admission(reply: Reply, now: UnixTime, counts_user: bool) -> Admission {
    let admitted = |revoked| Admission::Admitted(Standing { now, revoked });
    match reply.state {
        State::Limited | State::LimitedEarly => {
            // The counter of the caller comes first, if there is one.
            let is_user = counts_user && reply.state == State::Limited;
            let by = if is_user { LimitedBy::User } else { LimitedBy::Caller };
            Admission::Limited(Limited { by, retry_after: Duration::from_micros(reply.number) })
        }
        State::At => admitted(Revoked::At(UnixTime::from_secs(reply.number))),
        State::Never => admitted(Revoked::Never),
        // The other words are of other scripts.
        State::Ahead | State::Canary | State::Clock | State::Damaged | State::Stored => admitted(Revoked::Unknown),
    }
}
