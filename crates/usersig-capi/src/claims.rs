//! Claims as memory of C.

use std::ffi::c_char;

use usersig::{AsIdentifier, Privileges, Room, Tolerated, Unverified, VerifiedClaims, VerifiedPrivateMapKey};

use crate::failure::Text;

/// The claims of a ticket. Texts end with NUL. A text that is too long is cut, and U+FFFD replaces control characters. Only
/// claims of `usersig_inspect` can have such texts.
#[repr(C)]
pub struct usersig_claims {
    /// The user.
    pub user_id: [c_char; 160],
    /// The app.
    pub sdk_app_id: u32,
    /// When the ticket was issued.
    pub issued_at: u64,
    /// The last second at which the ticket is valid, without the leeway. A PrivateMapKey has two expiries, and this is the
    /// earlier one.
    pub expires_at: u64,
    /// The identity of the ticket.
    pub fingerprint: [c_char; 17],
    /// The tolerance that decided the verdict: 0 none, 1 the leeway, 2 the future tolerance.
    pub tolerated: u8,
    /// 0 for a UserSig, and 1 for a PrivateMapKey, which sets the members below. `usersig_inspect` returns 2 for a
    /// PrivateMapKey with a userbuf that cannot be read.
    pub is_private_map_key: u8,
    /// All privileges the ticket gives.
    pub privileges: u8,
    /// The number of the room, or 0 if it has a name.
    pub room_number: u32,
    /// The name of the room, or an empty text. It has at most 71 bytes.
    pub room_name: [c_char; 72],
}

impl<I: AsIdentifier> From<VerifiedClaims<I>> for usersig_claims {
    fn from(claims: VerifiedClaims<I>) -> Self {
        Self {
            user_id: Text::of(claims.user_id()).chars(),
            sdk_app_id: claims.sdk_app_id().number(),
            issued_at: claims.issued_at().as_secs(),
            expires_at: claims.expires_at().as_secs(),
            fingerprint: Text::of(&claims.fingerprint()).chars(),
            tolerated: number(claims.tolerated()),
            ..Self::EMPTY
        }
    }
}

impl From<VerifiedPrivateMapKey> for usersig_claims {
    fn from(granted: VerifiedPrivateMapKey) -> Self {
        let claims = Self {
            user_id: Text::of(granted.user_id()).chars(),
            sdk_app_id: granted.sdk_app_id().number(),
            issued_at: granted.issued_at().as_secs(),
            expires_at: granted.expires_at().as_secs(),
            fingerprint: Text::of(&granted.fingerprint()).chars(),
            tolerated: number(granted.tolerated()),
            ..Self::EMPTY
        };
        match granted.room() {
            Room::Number(number) => claims.of_room(number.get(), "", granted.privileges()),
            Room::Name(name) => claims.of_room(0, name.as_str(), granted.privileges()),
            _ => claims,
        }
    }
}

impl From<Unverified> for usersig_claims {
    fn from(unverified: Unverified) -> Self {
        let claims = Self {
            user_id: Text::of(&unverified.user_id).chars(),
            sdk_app_id: unverified.sdk_app_id.number(),
            issued_at: unverified.issued_at.as_secs(),
            expires_at: unverified.expires_at.as_secs(),
            fingerprint: Text::of(&unverified.fingerprint).chars(),
            ..Self::EMPTY
        };
        let userbuf = match unverified.userbuf {
            None => return claims,
            Some(Err(_)) => return Self { is_private_map_key: UNREADABLE, ..claims },
            Some(Ok(userbuf)) => userbuf,
        };
        let claims = Self { expires_at: claims.expires_at.min(userbuf.expires_at.as_secs()), ..claims };
        match userbuf.room {
            usersig::UnverifiedRoom::Number(number) => claims.of_room(number, "", userbuf.privileges),
            usersig::UnverifiedRoom::Name(name) => claims.of_room(0, &name, userbuf.privileges),
            _ => claims,
        }
    }
}

impl usersig_claims {
    const EMPTY: Self = Self {
        user_id: [0; 160],
        sdk_app_id: 0,
        issued_at: 0,
        expires_at: 0,
        fingerprint: [0; 17],
        tolerated: 0,
        is_private_map_key: 0,
        privileges: 0,
        room_number: 0,
        room_name: [0; 72],
    };

    fn of_room(self, room_number: u32, name: &str, privileges: Privileges) -> Self {
        let room_name = Text::of(&name).chars();
        Self { is_private_map_key: 1, privileges: privileges.bits(), room_number, room_name, ..self }
    }
}

/// The value of `is_private_map_key` for a userbuf that cannot be read.
const UNREADABLE: u8 = 2;

const fn number(tolerated: Option<Tolerated>) -> u8 {
    match tolerated {
        None => 0,
        Some(Tolerated::Expired) => 1,
        Some(_) => 2,
    }
}
