//! The claims of a ticket, before it is signed and after it was read.

use crate::words::sdk_app_id::SdkAppId;
use crate::words::time::UnixTime;

/// The values the MAC covers. They are to be signed, or they were read and are not verified yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claims<'a> {
    /// An `Identifier` if it is to be signed. If it was read, it is any UTF-8 up to the length of an `Identifier`.
    pub(crate) identifier: &'a [u8],
    pub(crate) sdk_app_id: SdkAppId,
    pub(crate) issued_at: UnixTime,
    /// Not before `issued_at`.
    pub(crate) expires_at: UnixTime,
    /// Not empty.
    pub(crate) userbuf: Option<&'a [u8]>,
}

impl Claims<'_> {
    /// `TLS.expire`.
    pub(crate) const fn lifetime_secs(&self) -> u64 {
        self.expires_at.since(self.issued_at).as_secs()
    }

    /// The numbers, as the signed text and the document both have them.
    #[inline]
    pub(crate) fn digits<'a>(&self, [sdk_app_id, others @ ..]: &'a mut [itoa::Buffer; 3]) -> Digits<'a> {
        self.digits_with(sdk_app_id.format(self.sdk_app_id.number()).as_bytes(), others)
    }

    /// The same, with the app in digits that the caller has already.
    #[inline]
    pub(crate) fn digits_with<'a>(
        &self,
        sdk_app_id: &'a [u8],
        [issued_at, lifetime]: &'a mut [itoa::Buffer; 2],
    ) -> Digits<'a> {
        Digits {
            sdk_app_id,
            issued_at: issued_at.format(self.issued_at.as_secs()).as_bytes(),
            lifetime: lifetime.format(self.lifetime_secs()).as_bytes(),
        }
    }
}

/// The numbers of claims, decimal.
pub(crate) struct Digits<'a> {
    pub(crate) sdk_app_id: &'a [u8],
    pub(crate) issued_at: &'a [u8],
    pub(crate) lifetime: &'a [u8],
}
