//! The public key of the official samples.

/// The key that stands in every official sample.
pub(super) const SAMPLE_KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

/// The app that the official samples name.
pub(super) const SAMPLE_APP: u32 = 1_400_000_000;
