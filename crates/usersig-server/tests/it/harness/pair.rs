//! Two replicas with the two rules for a store that fails.

use std::time::Duration;

use crate::harness::replicas::{folder, knows, revoke, sign, ticket, until, usual_time, verify, verify_once};
use crate::harness::server::Server;

/// `verify` answers within this time, also if Redis does not.
const ANSWER_WITHIN: Duration = Duration::from_millis(250);

/// The service uses Redis again within this time after its return.
const RECOVERS_WITHIN: Duration = Duration::from_secs(1);

/// A replica of each kind of operator, and a ticket of a user that is revoked and of one that is not.
pub(crate) struct Pair {
    pub(crate) refusing: Server,
    pub(crate) accepting: Server,
    pub(crate) revoked: String,
    pub(crate) good: String,
}

impl Pair {
    pub(crate) fn start(url: &str) -> Self {
        let refusing = Server::start_with(&folder(), &["--store", url]);
        let accepting = folder().with("[verification]\non_store_failure = \"accept\"");
        let accepting = Server::start_with(&accepting, &["--store", url]);
        let (revoked, good) = (ticket(&refusing, "alice"), ticket(&refusing, "bob"));
        revoke(&refusing, "alice");
        let pair = Self { refusing, accepting, revoked, good };
        pair.assert_well();
        pair
    }

    pub(crate) fn assert_well(&self) {
        for server in [&self.refusing, &self.accepting] {
            assert_eq!(verify(server, "alice", &self.revoked), Err(70001));
            assert_eq!(verify(server, "bob", &self.good), Ok(()));
        }
    }

    /// The service signs and says that it does not know, and `verify` follows the configuration.
    #[expect(clippy::print_stdout, reason = "a measured time")]
    pub(crate) fn assert_without_redis(&self) {
        until("without Redis", || !knows(&self.refusing) && !knows(&self.accepting));
        let before = self.refusing.metric("usersig_unknown_revocations_total");
        for server in [&self.refusing, &self.accepting] {
            let signed = sign(server, "carol");
            assert_eq!(signed["revocations"], "unknown");
            assert_eq!(server.metric("usersig_store_up"), 0);
            let ready = server.admin("/readyz");
            assert_eq!((ready.status, ready.body.as_str()), (200, "ready without the store\n"));
        }
        assert_eq!(verify_once(&self.refusing, "bob", &self.good), Err(503));
        assert_eq!(verify_once(&self.accepting, "bob", &self.good), Ok(()));
        assert!(self.refusing.metric("usersig_unknown_revocations_total") >= before + 2);
        let verdict = usual_time(|| assert_eq!(verify_once(&self.refusing, "bob", &self.good), Err(503)));
        let signature = usual_time(|| drop(ticket(&self.refusing, "bob")));
        println!("without Redis: 503 in {verdict:?}, a ticket in {signature:?}");
        assert!(verdict < ANSWER_WITHIN && signature < ANSWER_WITHIN, "{verdict:?} {signature:?}");
    }

    /// Both know revocations again.
    #[expect(clippy::print_stdout, reason = "a measured time")]
    pub(crate) fn assert_recovers(&self) {
        let took = until("recovered", || knows(&self.refusing) && knows(&self.accepting));
        println!("recovered {took:?} after Redis");
        assert!(took < RECOVERS_WITHIN, "{took:?}");
        self.assert_well();
        until("ready", || self.refusing.admin("/readyz").body == "ready\n");
        assert_eq!(self.refusing.metric("usersig_store_up"), 1);
        let lines = self.refusing.log().lines().filter(|line| line.contains("Redis does not answer")).count();
        assert!(lines <= 20, "{lines} lines about one failure");
    }
}
