//! The option `--ttl`, the lifetime of a new ticket.

use clap::Args;
use usersig::Lifetime;

use crate::doubts::lifetime;
use crate::output::warnings::Warnings;
use crate::time::ttl::{self, Ttl};

/// The lifetime of a new ticket.
#[derive(Args)]
pub(crate) struct TtlOptions {
    /// The ticket's lifetime, such as 90s, 5m, 1h, 7d or plain seconds [default: the profile's, else 1h]
    #[arg(long, value_name = "DURATION", value_parser = ttl::parse)]
    ttl: Option<Ttl>,
}

impl TtlOptions {
    /// Whether `--ttl` was not given.
    pub(crate) const fn is_absent(&self) -> bool {
        self.ttl.is_none()
    }

    /// The lifetime as it was written, if one was given. Warns of one that is hardly meant.
    pub(crate) fn given(&self, warnings: &Warnings) -> Option<Ttl> {
        let ttl = self.ttl?;
        if let Some(doubt) = ttl.plain_seconds().and_then(lifetime::doubt) {
            warnings.warn(format_args!("--ttl {} {doubt}", ttl.lifetime().as_secs()));
        }
        Some(ttl)
    }

    /// The lifetime, if one was given. Warns of one that is hardly meant.
    pub(crate) fn lifetime(&self, warnings: &Warnings) -> Option<Lifetime> {
        self.given(warnings).map(Ttl::lifetime)
    }
}
