//! Tickets that are read without a key.

use napi::bindgen_prelude::Either;
use napi_derive::napi;
use usersig::UnverifiedRoom;

use crate::arguments::number;
use crate::errors::RefusalValue;

#[napi(catch_unwind)]
pub fn inspect(text: String) -> Either<UnverifiedValue, RefusalValue> {
    match usersig::inspect(&text) {
        Ok(unverified) => Either::A(unverified.into()),
        Err(malformed) => Either::B(malformed.into()),
    }
}

#[napi(object, object_from_js = false)]
pub struct UnverifiedValue {
    pub user_id: String,
    pub sdk_app_id: u32,
    pub issued_at: f64,
    pub expires_at: f64,
    pub fingerprint: String,
    pub userbuf: Option<UserBufValue>,
    pub bad_userbuf: Option<String>,
}

impl From<usersig::Unverified> for UnverifiedValue {
    fn from(unverified: usersig::Unverified) -> Self {
        let (userbuf, bad_userbuf) = match unverified.userbuf {
            Some(Ok(userbuf)) => (Some(userbuf.into()), None),
            Some(Err(bad)) => (None, Some(bad.to_string())),
            None => (None, None),
        };
        Self {
            user_id: unverified.user_id,
            sdk_app_id: unverified.sdk_app_id.number(),
            issued_at: number(unverified.issued_at),
            expires_at: number(unverified.expires_at),
            fingerprint: unverified.fingerprint.to_string(),
            userbuf,
            bad_userbuf,
        }
    }
}

#[napi(object, object_from_js = false)]
pub struct UserBufValue {
    pub account: String,
    pub sdk_app_id: u32,
    pub room: Either<f64, String>,
    pub expires_at: f64,
    pub privileges: u32,
}

impl From<usersig::UnverifiedUserBuf> for UserBufValue {
    fn from(userbuf: usersig::UnverifiedUserBuf) -> Self {
        Self {
            account: userbuf.account,
            sdk_app_id: userbuf.sdk_app_id,
            room: match userbuf.room {
                UnverifiedRoom::Number(number) => Either::A(number.into()),
                UnverifiedRoom::Name(name) => Either::B(name),
                _ => Either::A(0.0),
            },
            expires_at: number(userbuf.expires_at),
            privileges: userbuf.privileges.bits().into(),
        }
    }
}
