//! The options `--leeway`, `--future-tolerance` and `--valid-after`, the tolerances of a verification.

use std::time::Duration;

use clap::Args;
use usersig::{ToleranceTooLong, Tolerances, UnixTime, Verifier};
use usersig_doctor::Hints;

use crate::options::time::warn_of_milliseconds;
use crate::output::warnings::Warnings;
use crate::time::{clock, duration};

/// The tolerances of a verification.
#[derive(Args)]
pub(crate) struct VerifyOptions {
    /// Accept a ticket that expired at most this long ago, such as 30s, 5m or plain seconds [default: 0]
    #[arg(long, value_name = "DURATION", value_parser = duration::parse)]
    leeway: Option<Duration>,

    /// Refuse a ticket issued further in the future than this [default: no limit, like the service]
    #[arg(long, value_name = "DURATION", value_parser = duration::parse)]
    future_tolerance: Option<Duration>,

    /// Refuse a ticket issued at or before this time, at which the account was kicked
    #[arg(long, value_name = "TIME", value_parser = clock::parse)]
    valid_after: Option<UnixTime>,
}

impl VerifyOptions {
    /// Whether none of the options was given.
    pub(crate) const fn are_absent(&self) -> bool {
        self.leeway.is_none() && self.future_tolerance.is_none() && self.valid_after.is_none()
    }

    pub(crate) fn applied_to(&self, verifier: Verifier, warnings: &Warnings) -> Result<Verifier, ToleranceTooLong> {
        self.check(warnings);
        Ok(verifier.with_tolerances(self.tolerances()?))
    }

    pub(crate) fn as_hints<'a>(&self, warnings: &Warnings) -> Result<Hints<'a>, ToleranceTooLong> {
        self.check(warnings);
        Ok(Hints::default().with_tolerances(self.tolerances()?))
    }

    fn tolerances(&self) -> Result<Tolerances, ToleranceTooLong> {
        let tolerances = Tolerances::default().with_leeway(self.leeway.unwrap_or_default())?;
        Ok(tolerances.with_future_tolerance(self.future_tolerance)?.with_valid_after(self.valid_after))
    }

    fn check(&self, warnings: &Warnings) {
        if let Some(time) = self.valid_after {
            warn_of_milliseconds("--valid-after", time, warnings);
        }
    }
}
