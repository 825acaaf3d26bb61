//! The claims of a document, as far as they can be read.

use usersig::{UnixTime, Unverified};

/// The values, in whichever way the document wrote them. Not checked, and never trusted.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    pub(crate) identifier: Option<String>,
    pub(crate) sdk_app_id: Option<Number>,
    pub(crate) time: Option<Number>,
    pub(crate) lifetime: Option<Number>,
    /// As text, not decoded.
    pub(crate) userbuf: Option<String>,
    pub(crate) sig: Option<String>,
}

/// A number and the digits that were written for it, which are what a careless signer signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) written: String,
    pub(crate) value: u64,
}

impl Claims {
    /// The claims that the strict reader found in a document that the lenient one does not read, because a number in it
    /// is too large. The signature and the userbuf are not at hand then.
    pub(crate) fn of(unverified: &Unverified) -> Self {
        let number = |value: u64| Some(Number { written: value.to_string(), value });
        let lifetime = unverified.expires_at.since(unverified.issued_at);
        Self {
            identifier: Some(unverified.user_id.clone()),
            sdk_app_id: number(unverified.sdk_app_id.number().into()),
            time: number(unverified.issued_at.as_secs()),
            lifetime: number(lifetime.as_secs()),
            userbuf: unverified.userbuf.as_ref().map(|_| String::new()),
            sig: None,
        }
    }

    pub(crate) fn issued_at(&self) -> Option<UnixTime> {
        Some(UnixTime::from_secs(self.time.as_ref()?.value))
    }

    pub(crate) fn expires_at(&self) -> Option<UnixTime> {
        let end = self.time.as_ref()?.value.checked_add(self.lifetime.as_ref()?.value)?;
        Some(UnixTime::from_secs(end))
    }
}
