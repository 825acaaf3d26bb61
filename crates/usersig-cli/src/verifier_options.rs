//! What a verifier can be told besides the app and the moment.

use std::time::Duration;

use clap::Args;
use usersig::{UnixTime, Verifier};
use usersig_doctor::Hints;

use crate::{clock, duration};

/// Clocks that disagree, and an account that was kicked.
#[derive(Args)]
pub(crate) struct VerifierOptions {
    /// Take an expired ticket for so much longer: 30s, 5m or plain seconds [default: not at all]
    #[arg(long, value_name = "DURATION", value_parser = duration::parse)]
    leeway: Option<Duration>,

    /// Refuse a ticket issued more than so much in the future [default: take it, as the service does]
    #[arg(long, value_name = "DURATION", value_parser = duration::parse)]
    future_tolerance: Option<Duration>,

    /// Refuse a ticket issued at this time or before, when the account was kicked
    #[arg(long, value_name = "TIME", value_parser = clock::parse)]
    valid_after: Option<UnixTime>,
}

impl VerifierOptions {
    /// Whether nothing was said.
    pub(crate) const fn are_silent(&self) -> bool {
        self.leeway.is_none() && self.future_tolerance.is_none() && self.valid_after.is_none()
    }

    pub(crate) fn applied_to(&self, verifier: Verifier) -> Verifier {
        self.warn_of_milliseconds();
        let verifier = self.leeway.into_iter().fold(verifier, Verifier::with_leeway);
        let verifier = self.future_tolerance.into_iter().fold(verifier, Verifier::with_future_tolerance);
        self.valid_after.into_iter().fold(verifier, Verifier::with_valid_after)
    }

    pub(crate) fn as_hints<'a>(&self) -> Hints<'a> {
        self.warn_of_milliseconds();
        let hints = self.leeway.into_iter().fold(Hints::default(), Hints::with_leeway);
        let hints = self.future_tolerance.into_iter().fold(hints, Hints::with_future_tolerance);
        self.valid_after.into_iter().fold(hints, Hints::with_valid_after)
    }

    fn warn_of_milliseconds(&self) {
        self.valid_after.into_iter().for_each(|time| clock::warn_of_milliseconds("--valid-after", time));
    }
}
