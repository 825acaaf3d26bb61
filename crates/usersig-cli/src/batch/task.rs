//! The work of a batch: signing or verifying.

use std::fs::File;

use usersig::{Lifetime, Signer, UnixTime, Verifier};

use crate::batch::chunks;
use crate::batch::ending::Ending;
use crate::batch::format::{Format, Layout};
use crate::batch::mint::Minting;
use crate::batch::pipeline::Run;
use crate::batch::tally::Tally;
use crate::batch::verify::Verifying;

/// Signing or verifying, with the key already read. All tickets of a batch are for the same time.
pub(crate) enum Task {
    Mint { signer: Signer, ttl: Lifetime, now: UnixTime, is_strict: bool },
    Verify { verifier: Verifier, now: UnixTime },
}

impl Task {
    /// Processes all lines.
    pub(crate) fn process(
        self,
        run: Run<File>,
        layout: Layout,
        output: Format,
        escapes_formulas: bool,
    ) -> anyhow::Result<(Ending, Tally)> {
        match self {
            Self::Mint { signer, ttl, now, is_strict } => {
                run.process(Minting { signer, ttl, now, layout, output, is_strict, escapes_formulas })
            }
            Self::Verify { verifier, now } => {
                let run = Run { chunks: run.chunks.with_size(chunks::TICKETS_LEN), ..run };
                run.process(Verifying { verifier, now, layout, output, escapes_formulas })
            }
        }
    }
}
