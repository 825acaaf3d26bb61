//! The operations of the API, as the audit and the metrics name them.

/// One route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    PrivateMapKey,
    Revoke,
    UserSig,
    UserSigs,
    Verify,
}

impl Route {
    pub(crate) const ALL: [Self; 5] = [Self::PrivateMapKey, Self::Revoke, Self::UserSig, Self::UserSigs, Self::Verify];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::PrivateMapKey => "private_map_key",
            Self::Revoke => "revoke",
            Self::UserSig => "user_sig",
            Self::UserSigs => "user_sigs",
            Self::Verify => "verify",
        }
    }

    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::PrivateMapKey => "/v1/private-map-key",
            Self::Revoke => "/v1/revoke",
            Self::UserSig => "/v1/user-sig",
            Self::UserSigs => "/v1/user-sigs",
            Self::Verify => "/v1/verify",
        }
    }

    /// The most bytes of the body of a business server.
    pub(crate) const fn max_body_len(self) -> usize {
        match self {
            // A ticket has at most 4 KiB, and everything else is shorter.
            Self::PrivateMapKey | Self::Revoke | Self::UserSig | Self::Verify => 16 << 10,
            // 1,000 requests with names of 128 characters that are all escaped have less than 900 KiB.
            Self::UserSigs => 1 << 20,
        }
    }
}
