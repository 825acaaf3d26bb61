//! What a ticket states, whoever states it.

use crate::sdk_app_id::SdkAppId;
use crate::time::UnixTime;

/// The values the MAC covers. To be signed, or read and trusted by nobody yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claims<'a> {
    /// Any UTF-8 when it was read; a `UserId` when it is signed.
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
}
