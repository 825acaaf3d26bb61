//! Reading a ticket without a key, which proves nothing.

use crate::claims::mac::Fingerprint;
use crate::claims::userbuf::{BadUserBuf, UserBuf, UserBufRoom};
use crate::wire::ticket::{self, MalformedTicket, Scratch};
use crate::words::privileges::Privileges;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::time::UnixTime;

/// Reads the claims of a ticket without verifying them. The ticket may be forged, stolen or expired, so use the claims
/// to show or to diagnose the ticket, and never to grant anything.
///
/// ```
/// # use usersig::{Lifetime, SdkAppId, SecretKey, Signer, UnixTime, UserId};
/// # let signer = Signer::new(SdkAppId::new(1_400_000_000)?, &SecretKey::new("a throw-away key")?);
/// # let user_sig = signer.user_sig(&UserId::new("alice")?, Lifetime::DAY, UnixTime::from_secs(1_700_000_000));
/// let unverified = usersig::inspect(user_sig.as_str())?;
/// assert_eq!(unverified.user_id, "alice");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the text is not a ticket.
pub fn inspect(text: &str) -> Result<Unverified, MalformedTicket> {
    let mut scratch = Scratch::new();
    let (claims, mac) = ticket::read(text, &mut scratch)?;
    Ok(Unverified {
        user_id: String::from_utf8_lossy(claims.identifier).into_owned(),
        sdk_app_id: claims.sdk_app_id,
        issued_at: claims.issued_at,
        expires_at: claims.expires_at,
        userbuf: claims.userbuf.map(|userbuf| UserBuf::read(userbuf).map(UnverifiedUserBuf::from)),
        fingerprint: Fingerprint::of(&mac),
    })
}

/// The claims of a ticket that is not verified.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Unverified {
    /// Any text of at most 128 bytes. It need not be a valid [`Identifier`](crate::Identifier), and may contain control
    /// characters.
    pub user_id: String,
    /// The app.
    pub sdk_app_id: SdkAppId,
    /// When the ticket was issued.
    pub issued_at: UnixTime,
    /// The last second at which the ticket is valid.
    pub expires_at: UnixTime,
    /// The userbuf of a PrivateMapKey, or why it cannot be read. `None` for a UserSig. It serializes as `private_map`,
    /// which is older than the name and which scripts read.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "private_map", skip_serializing_if = "Option::is_none", serialize_with = "serialize_userbuf")
    )]
    pub userbuf: Option<Result<UnverifiedUserBuf, BadUserBuf>>,
    /// The identity of the ticket.
    pub fingerprint: Fingerprint,
}

/// The values in the userbuf of a PrivateMapKey that is not verified.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct UnverifiedUserBuf {
    /// The account. Bytes that are not UTF-8 are replaced.
    pub account: String,
    /// The app, which may be 0.
    pub sdk_app_id: u32,
    /// The room.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub room: UnverifiedRoom,
    /// The last second at which the privileges are valid.
    pub expires_at: UnixTime,
    /// The privileges.
    pub privileges: Privileges,
}

/// A room as a userbuf names it. It need not be a valid [`Room`](crate::Room).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum UnverifiedRoom {
    /// `strRoomId`, any text.
    #[cfg_attr(feature = "serde", serde(rename = "room_name"))]
    Name(String),
    /// `roomId`, which may be 0.
    #[cfg_attr(feature = "serde", serde(rename = "room_id"))]
    Number(u32),
}

impl From<UserBuf<'_>> for UnverifiedUserBuf {
    fn from(userbuf: UserBuf<'_>) -> Self {
        Self {
            account: String::from_utf8_lossy(userbuf.account).into_owned(),
            sdk_app_id: userbuf.sdk_app_id,
            room: match userbuf.room {
                UserBufRoom::Name(name) => UnverifiedRoom::Name(name.to_owned()),
                UserBufRoom::Number(number) => UnverifiedRoom::Number(number),
            },
            expires_at: userbuf.expires_at(),
            privileges: userbuf.privileges,
        }
    }
}

#[cfg(feature = "serde")]
#[expect(clippy::ref_option, reason = "serde passes the field by reference")]
fn serialize_userbuf<S: serde::Serializer>(
    userbuf: &Option<Result<UnverifiedUserBuf, BadUserBuf>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    use serde::Serialize;

    match userbuf {
        Some(Ok(userbuf)) => userbuf.serialize(serializer),
        Some(Err(bad)) => serializer.collect_str(bad),
        None => serializer.serialize_none(),
    }
}
