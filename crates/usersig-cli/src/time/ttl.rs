//! The lifetime of a new ticket, and whether it was written with a unit.

use serde::{Serialize, Serializer};
use usersig::Lifetime;

use crate::time::duration;

/// A lifetime as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ttl {
    lifetime: Lifetime,
    has_unit: bool,
}

impl Ttl {
    /// A number without a unit, which is seconds.
    pub(crate) const fn of_plain_seconds(lifetime: Lifetime) -> Self {
        Self { lifetime, has_unit: false }
    }

    pub(crate) const fn lifetime(self) -> Lifetime {
        self.lifetime
    }

    /// The lifetime, if it was written without a unit: its unit may be a mistake.
    pub(crate) fn plain_seconds(self) -> Option<Lifetime> {
        (!self.has_unit).then_some(self.lifetime)
    }
}

impl Serialize for Ttl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let secs = self.lifetime.as_secs();
        if self.has_unit { serializer.collect_str(&format_args!("{secs}s")) } else { serializer.serialize_u64(secs) }
    }
}

/// Reads `90s`, `5m`, `1h`, `7d` or plain seconds.
pub(crate) fn parse(text: &str) -> anyhow::Result<Ttl> {
    let lifetime = Lifetime::try_from(duration::parse(text)?)?;
    Ok(Ttl { lifetime, has_unit: !text.ends_with(|c: char| c.is_ascii_digit()) })
}
