//! The answers to the lines of a chunk. The tickets in them are signed together, which is faster than one by one.

use std::convert::Infallible;

use usersig::{Lifetime, Signer, UnixTime, UserId, Validity};

#[derive(Default)]
pub(crate) struct Answers {
    /// The complete answers.
    text: String,
    /// The answers after them, in which tickets are missing.
    pub(crate) incomplete: String,
    missing: Vec<MissingTicket>,
}

/// A `UserSig` that is not signed yet.
struct MissingTicket {
    /// The place in the incomplete answers where it belongs.
    at: usize,
    user_id: UserId,
    lifetime: Lifetime,
}

/// The number of missing tickets that are signed together. More are not faster, and take memory.
const ENOUGH: usize = 256;

/// The end of the answers before a line.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    len: usize,
    missing: usize,
}

impl Answers {
    /// The answers that are complete.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.incomplete.clear();
        self.missing.clear();
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark { len: self.incomplete.len(), missing: self.missing.len() }
    }

    /// Removes everything after the mark.
    pub(crate) fn truncate(&mut self, mark: Mark) {
        self.incomplete.truncate(mark.len);
        self.missing.truncate(mark.missing);
    }

    /// Leaves a place for the user's ticket at the end of the answers.
    pub(crate) fn push_ticket(&mut self, user_id: UserId, lifetime: Lifetime) {
        self.missing.push(MissingTicket { at: self.incomplete.len(), user_id, lifetime });
    }

    /// Whether it is time to sign the missing tickets.
    pub(crate) fn has_enough(&self) -> bool {
        self.missing.len() >= ENOUGH
    }

    /// Completes answers in which nothing is missing.
    pub(crate) fn complete(&mut self) {
        self.text.push_str(&self.incomplete);
        self.incomplete.clear();
    }

    /// Signs the missing tickets, puts them into their places, and so completes the answers.
    pub(crate) fn sign(&mut self, signer: &Signer, now: UnixTime) {
        let Self { text, incomplete, missing } = self;
        let (mut taken, mut places) = (0, missing.iter());
        let users = missing.iter().map(|ticket| (&ticket.user_id, ticket.lifetime));
        let put = |_: &UserId, ticket: &str, _: Validity| {
            let place = places.next().expect("each missing ticket has a place");
            text.push_str(&incomplete[taken..place.at]);
            text.push_str(ticket);
            taken = place.at;
            Ok::<_, Infallible>(())
        };
        let Ok(()) = signer.user_sigs(users, now, put);
        text.push_str(&incomplete[taken..]);
        incomplete.clear();
        missing.clear();
    }
}
