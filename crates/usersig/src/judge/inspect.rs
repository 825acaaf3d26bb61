//! Reads tickets without a key, and vouches for nothing.

use crate::claims::mac::Fingerprint;
use crate::claims::userbuf::{BadPrivateMap, MappedRoom, PrivateMap};
use crate::wire::ticket::{self, MalformedTicket, Scratch};
use crate::words::privileges::Privileges;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::time::UnixTime;

/// Reads what a ticket says. It may be forged, stolen or long expired: to show and to diagnose, never to grant.
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
/// When the text is no ticket.
pub fn inspect(text: &str) -> Result<Unverified, MalformedTicket> {
    let mut scratch = Scratch::new();
    let (claims, mac) = ticket::read(text, &mut scratch)?;
    Ok(Unverified {
        user_id: String::from_utf8_lossy(claims.identifier).into_owned(),
        sdk_app_id: claims.sdk_app_id,
        issued_at: claims.issued_at,
        expires_at: claims.expires_at,
        private_map: claims.userbuf.map(|userbuf| PrivateMap::read(userbuf).map(UnverifiedMap::from)),
        fingerprint: Fingerprint::of(&mac),
    })
}

/// What a ticket says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Unverified {
    /// Any text: it need not be a valid [`UserId`](crate::UserId), and may hold control characters.
    pub user_id: String,
    /// The app.
    pub sdk_app_id: SdkAppId,
    /// When it was issued.
    pub issued_at: UnixTime,
    /// The last second it is good.
    pub expires_at: UnixTime,
    /// The rights of a PrivateMapKey, or why there are none in its userbuf. Nothing for a UserSig.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none", serialize_with = "serialize_map"))]
    pub private_map: Option<Result<UnverifiedMap, BadPrivateMap>>,
    /// The identity of the ticket.
    pub fingerprint: Fingerprint,
}

/// What the userbuf of a PrivateMapKey says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct UnverifiedMap {
    /// The account, any bytes; what is not UTF-8 in it is replaced.
    pub account: String,
    /// The app, 0 included.
    pub sdk_app_id: u32,
    /// The room.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub room: UnverifiedRoom,
    /// The last second the rights are good.
    pub expires_at: UnixTime,
    /// The rights.
    pub privileges: Privileges,
}

/// A room as a userbuf names it, which need not be one that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum UnverifiedRoom {
    /// `strRoomId`, any text.
    #[cfg_attr(feature = "serde", serde(rename = "room_name"))]
    Name(String),
    /// `roomId`, 0 included.
    #[cfg_attr(feature = "serde", serde(rename = "room_id"))]
    Number(u32),
}

impl From<PrivateMap<'_>> for UnverifiedMap {
    fn from(map: PrivateMap<'_>) -> Self {
        Self {
            account: String::from_utf8_lossy(map.account).into_owned(),
            sdk_app_id: map.sdk_app_id,
            room: match map.room {
                MappedRoom::Name(name) => UnverifiedRoom::Name(name.to_owned()),
                MappedRoom::Number(number) => UnverifiedRoom::Number(number),
            },
            expires_at: map.expires_at(),
            privileges: map.privileges,
        }
    }
}

#[cfg(feature = "serde")]
#[expect(clippy::ref_option, reason = "serde hands over the field by reference")]
fn serialize_map<S: serde::Serializer>(
    map: &Option<Result<UnverifiedMap, BadPrivateMap>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    use serde::Serialize;

    match map {
        Some(Ok(map)) => map.serialize(serializer),
        Some(Err(bad)) => serializer.collect_str(bad),
        None => serializer.serialize_none(),
    }
}
