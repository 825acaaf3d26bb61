//! Revocations, which are tried again until they are stored.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};
use usersig::UnixTime;

use crate::store::interface::{Revocation, StoreFailed};
use crate::store::redis::clock::MAX_SKEW;
use crate::store::redis::connection::Connection;
use crate::store::redis::counts;
use crate::store::redis::failure::Failure;
use crate::store::redis::keys::AccountKeys;
use crate::store::redis::reply::State;
use crate::store::redis::script::Call;
use crate::store::redis::shared::Shared;
use crate::store::stamp::{AheadOfClock, MAX_AHEAD};
use crate::words::account::Account;
use crate::words::moment::Moment;

/// The time of one try to store a revocation, and of all of them. Redis can restart in between.
const REVOKE_TRY_WITHIN: Duration = Duration::from_millis(300);
const REVOKE_WITHIN: Duration = Duration::from_secs(2);
const REVOKE_PAUSE: Duration = Duration::from_millis(50);

/// The time in which replicas of Redis confirm a revocation. Other requests of the connection wait as long.
const REPLICAS_WITHIN: Duration = Duration::from_millis(100);

/// The time until no other revocation waits for replicas.
const TURN_WITHIN: Duration = REVOKE_TRY_WITHIN;

impl Shared {
    /// Tries until the revocation is stored. Every try has the same id, so a try that was stored although its reply was lost
    /// is recognized, and does not move the time on.
    pub(crate) async fn revoke_within(&self, account: Account, moment: Moment) -> Result<Revocation, StoreFailed> {
        let _place = self.revoking.try_acquire().map_err(|_| StoreFailed)?;
        let keys = self.keys.account(&account);
        let id = self.nonces.next();
        let deadline = Instant::now() + REVOKE_WITHIN;
        loop {
            match self.revoke_once(&keys, &id, moment).await {
                Ok(revocation) => return Ok(revocation),
                // A clock does not change within the time of a request.
                Err(Failure::Clock) => return Err(StoreFailed),
                Err(_) if Instant::now() + REVOKE_PAUSE + REVOKE_TRY_WITHIN > deadline => return Err(StoreFailed),
                Err(_) => sleep(REVOKE_PAUSE).await,
            }
        }
    }

    async fn revoke_once(&self, account: &AccountKeys, id: &str, moment: Moment) -> Result<Revocation, Failure> {
        let seconds = [MAX_AHEAD.as_secs(), self.retention.as_secs(), moment.wall.as_secs(), MAX_SKEW];
        let arguments = [self.nonces.next(), id.to_owned()].into_iter().chain(seconds.map(|secs| secs.to_string()));
        let call = Call { keys: vec![account.revocation()], arguments: arguments.collect() };
        let asked = self.link.ask(self.slot(account), &self.scripts.revoke, &call, REVOKE_TRY_WITHIN);
        let (reply, connection) = asked.await?;
        match reply.state {
            State::Ahead => Ok(Revocation::Ahead(AheadOfClock { retry_after: Duration::from_secs(reply.number) })),
            State::Stored => {
                if self.wait_replicas > 0 {
                    self.confirm(&connection).await?;
                }
                Ok(Revocation::Stored { valid_after: UnixTime::from_secs(reply.number) })
            }
            State::Clock => {
                // The time of the reply is too far away, so this only writes the log.
                self.clock.believe(reply.now, moment.wall, std::time::Instant::now());
                counts::failure(Failure::Clock.as_str());
                Err(Failure::Clock)
            }
            _ => Err(Failure::Garbage),
        }
    }

    /// Waits until replicas of Redis have the revocation.
    async fn confirm(&self, connection: &Connection) -> Result<(), Failure> {
        let Ok(Ok(_turn)) = timeout(TURN_WITHIN, self.confirming.acquire()).await else {
            counts::failure(Failure::Replicas.as_str());
            return Err(Failure::Replicas);
        };
        let waited = connection.wait(self.wait_replicas, REPLICAS_WITHIN).await;
        if waited.map_err(|error| Failure::from(&error))? < u64::from(self.wait_replicas) {
            counts::failure(Failure::Replicas.as_str());
            return Err(Failure::Replicas);
        }
        Ok(())
    }
}
