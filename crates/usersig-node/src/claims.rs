//! The claims of verified tickets.

use napi::bindgen_prelude::Either;
use napi_derive::napi;
use usersig::{AsIdentifier, Room, Tolerated, VerifiedClaims, VerifiedPrivateMapKey};

use crate::arguments::number;

#[napi(object, object_from_js = false)]
pub struct ClaimsValue {
    pub user_id: String,
    pub sdk_app_id: u32,
    pub issued_at: f64,
    pub expires_at: f64,
    pub fingerprint: String,
    pub tolerated: Option<&'static str>,
    pub room: Option<Either<f64, String>>,
    pub privileges: Option<u32>,
}

impl<I: AsIdentifier> From<VerifiedClaims<I>> for ClaimsValue {
    fn from(claims: VerifiedClaims<I>) -> Self {
        Self {
            user_id: claims.user_id().as_str().to_owned(),
            sdk_app_id: claims.sdk_app_id().number(),
            issued_at: number(claims.issued_at()),
            expires_at: number(claims.expires_at()),
            fingerprint: claims.fingerprint().to_string(),
            tolerated: claims.tolerated().map(word),
            room: None,
            privileges: None,
        }
    }
}

impl From<VerifiedPrivateMapKey> for ClaimsValue {
    fn from(granted: VerifiedPrivateMapKey) -> Self {
        Self {
            user_id: granted.user_id().as_str().to_owned(),
            sdk_app_id: granted.sdk_app_id().number(),
            issued_at: number(granted.issued_at()),
            expires_at: number(granted.expires_at()),
            fingerprint: granted.fingerprint().to_string(),
            tolerated: granted.tolerated().map(word),
            room: Some(room_value(granted.room())),
            privileges: Some(granted.privileges().bits().into()),
        }
    }
}

pub(crate) fn room_value(room: &Room) -> Either<f64, String> {
    match room {
        Room::Name(name) => Either::B(name.as_str().to_owned()),
        Room::Number(number) => Either::A(number.get().into()),
        _ => Either::B(room.to_string()),
    }
}

const fn word(tolerated: Tolerated) -> &'static str {
    match tolerated {
        Tolerated::Expired => "expired",
        Tolerated::Future => "future",
        _ => "other",
    }
}
