//! What a keeper makes of what its client does.

use usersig::{ErrorCode, UnixTime};

use crate::client::{Action, Answer, Callback};
use crate::keeper::{KeeperAction, Pause, Running, SessionKeeper};

impl SessionKeeper {
    pub(super) fn look_at(&mut self, actions: Vec<Action>, now: UnixTime) -> Vec<KeeperAction> {
        let mut wanted = Vec::new();
        for action in actions {
            match action {
                Action::Answer(call, answer) if self.running.is_some_and(|running| running.call == call) => {
                    wanted.extend(self.answered(answer, now));
                }
                Action::Notify(Callback::KickedOffline) => {
                    wanted.push(KeeperAction::Client(action));
                    wanted.extend(self.kicked(now));
                }
                Action::Notify(Callback::UserSigExpired) => {
                    wanted.push(KeeperAction::Client(action));
                    wanted.extend(self.expired(now));
                }
                other => wanted.push(KeeperAction::Client(other)),
            }
        }
        wanted
    }

    fn answered(&mut self, answer: Answer, now: UnixTime) -> Vec<KeeperAction> {
        let Some(Running { user_id, expires_at, .. }) = self.running.take() else { return Vec::new() };
        if self.user_id != Some(user_id) {
            return self.ask();
        }
        if answer.is_success() {
            self.failures = 0;
            self.logged_in_at = Some(now);
            self.asks_at = Some(self.pace.renewal(now, expires_at));
            return vec![KeeperAction::LoggedIn(user_id)];
        }
        let is_expired = matches!(answer.code, ErrorCode::USER_SIG_EXPIRED | ErrorCode::USERSIG_EXPIRED);
        if is_expired && self.failures == 0 {
            self.failures = 1;
            return self.ask();
        }
        // While the old ticket is good, to bring a fresh one later is no login again.
        if is_expired || self.client.login_user() == Some(&user_id) {
            self.ask_later(now);
            return Vec::new();
        }
        self.failures = self.failures.saturating_add(1);
        let until = now.saturating_add(self.pace.pause(self.failures));
        self.wait_for_owner(answer.code, until)
    }

    fn kicked(&mut self, now: UnixTime) -> Vec<KeeperAction> {
        let has_lasted = self.logged_in_at.is_some_and(|at| self.pace.has_lasted(at, now));
        self.kicks = if has_lasted { 1 } else { self.kicks.saturating_add(1) };
        let until = now.saturating_add(self.pace.pause(self.kicks));
        self.wait_for_owner(ErrorCode::LOGIN_KICKED_OFF_BY_OTHER, until)
    }

    /// A login that lasted no second is a failure as well: a clock is wrong somewhere.
    fn expired(&mut self, now: UnixTime) -> Vec<KeeperAction> {
        if self.logged_in_at.is_some_and(|at| now <= at) {
            self.ask_later(now);
            return Vec::new();
        }
        self.ask()
    }

    /// One ticket at a time is asked for, and none while a login runs.
    pub(super) fn ask(&mut self) -> Vec<KeeperAction> {
        self.asks_at = None;
        match self.user_id {
            Some(user_id) if self.asked_for != Some(user_id) && self.running.is_none() => {
                self.asked_for = Some(user_id);
                vec![KeeperAction::AskForTicket(user_id)]
            }
            Some(_) | None => Vec::new(),
        }
    }

    pub(super) fn ask_later(&mut self, now: UnixTime) {
        self.failures = self.failures.saturating_add(1);
        self.asks_at = Some(now.saturating_add(self.pace.pause(self.failures)));
    }

    fn wait_for_owner(&mut self, code: ErrorCode, until: UnixTime) -> Vec<KeeperAction> {
        self.rest();
        self.paused = Some(Pause { code, until });
        vec![KeeperAction::Paused { code, until }]
    }

    pub(super) fn rest(&mut self) {
        (self.user_id, self.asked_for, self.asks_at) = (None, None, None);
    }
}
