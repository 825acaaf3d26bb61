//! The claims of verified tickets. Only a verifier creates them.

use crate::claims::claims::Claims;
use crate::claims::mac::Fingerprint;
use crate::judge::tolerances::Tolerated;
use crate::words::identifier::AsIdentifier;
use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::time::UnixTime;
use crate::words::user_id::UserId;

/// The claims of a UserSig that is genuine, names the user and the app that were asked for, and is in force.
///
/// Only a [`Verifier`](crate::Verifier) makes it, so code that grants something can take it as proof. The user has the
/// type that the caller asked with. With a [`UserId`] the result is a plain `VerifiedClaims`, which is as small as a
/// UserID allows, and which a login to IM can take without checking the length again. With an
/// [`Identifier`](crate::Identifier) it is a `VerifiedClaims<Identifier>`, which no login to IM takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct VerifiedClaims<I = UserId> {
    user_id: I,
    sdk_app_id: SdkAppId,
    issued_at: UnixTime,
    expires_at: UnixTime,
    fingerprint: Fingerprint,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    tolerated: Option<Tolerated>,
}

impl<I: AsIdentifier> VerifiedClaims<I> {
    pub(crate) const fn new(
        user_id: I,
        expires_at: UnixTime,
        claims: &Claims<'_>,
        fingerprint: Fingerprint,
        tolerated: Option<Tolerated>,
    ) -> Self {
        Self { user_id, sdk_app_id: claims.sdk_app_id, issued_at: claims.issued_at, expires_at, fingerprint, tolerated }
    }

    /// The user who may log in.
    #[must_use]
    pub const fn user_id(&self) -> &I {
        &self.user_id
    }

    /// The app the user may log in to.
    #[must_use]
    pub const fn sdk_app_id(&self) -> SdkAppId {
        self.sdk_app_id
    }

    /// When the ticket was issued.
    #[must_use]
    pub const fn issued_at(&self) -> UnixTime {
        self.issued_at
    }

    /// The last second at which the ticket is valid, without the leeway.
    #[must_use]
    pub const fn expires_at(&self) -> UnixTime {
        self.expires_at
    }

    /// The identity of the ticket.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The fault that was accepted because of the [`Tolerances`](crate::Tolerances). `None` if the ticket is in force
    /// without them.
    #[must_use]
    pub const fn tolerated(&self) -> Option<Tolerated> {
        self.tolerated
    }
}

/// The claims of a PrivateMapKey that is for the room and gives the privileges that were asked for.
///
/// It does not allow a login, so it does not give out [`VerifiedClaims`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct VerifiedPrivateMapKey {
    #[cfg_attr(feature = "serde", serde(flatten))]
    claims: VerifiedClaims,
    #[cfg_attr(feature = "serde", serde(flatten))]
    room: Room,
    privileges: Privileges,
}

impl VerifiedPrivateMapKey {
    pub(crate) const fn new(claims: VerifiedClaims, room: Room, privileges: Privileges) -> Self {
        Self { claims, room, privileges }
    }

    /// The user who may enter the room.
    #[must_use]
    pub const fn user_id(&self) -> &UserId {
        self.claims.user_id()
    }

    /// The app of the user and the room.
    #[must_use]
    pub const fn sdk_app_id(&self) -> SdkAppId {
        self.claims.sdk_app_id()
    }

    /// When the ticket was issued.
    #[must_use]
    pub const fn issued_at(&self) -> UnixTime {
        self.claims.issued_at()
    }

    /// The last second at which the ticket is valid, without the leeway. It is the earlier of the ticket's two expiries.
    #[must_use]
    pub const fn expires_at(&self) -> UnixTime {
        self.claims.expires_at()
    }

    /// The identity of the ticket.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.claims.fingerprint()
    }

    /// The fault that was accepted because of the [`Tolerances`](crate::Tolerances). `None` if the ticket is in force
    /// without them.
    #[must_use]
    pub const fn tolerated(&self) -> Option<Tolerated> {
        self.claims.tolerated()
    }

    /// The room the ticket is for.
    #[must_use]
    pub const fn room(&self) -> &Room {
        &self.room
    }

    /// All privileges the ticket gives, which may be more than were asked for.
    #[must_use]
    pub const fn privileges(&self) -> Privileges {
        self.privileges
    }
}
