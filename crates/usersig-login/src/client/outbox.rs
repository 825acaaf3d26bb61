//! Where the effects of one step are collected.

use usersig::ErrorCode;

use crate::client::action::{Action, Callback, Request};
use crate::client::answer::Answer;
use crate::client::event::{Attempt, CallId};

#[derive(Debug)]
pub(super) struct Outbox {
    pub(super) actions: Vec<Action>,
    pub(super) next_attempt: u64,
}

impl Outbox {
    pub(super) fn answer(&mut self, call: CallId, code: ErrorCode) {
        self.actions.push(Action::Answer(call, Answer::new(code)));
    }

    pub(super) fn notify(&mut self, callback: Callback) {
        self.actions.push(Action::Notify(callback));
    }

    pub(super) fn send(&mut self, request: Request) -> Attempt {
        let attempt = Attempt(self.next_attempt);
        self.next_attempt = self.next_attempt.wrapping_add(1);
        self.actions.push(Action::Send(attempt, request));
        attempt
    }

    pub(super) fn push(&mut self, action: Action) {
        self.actions.push(action);
    }
}
