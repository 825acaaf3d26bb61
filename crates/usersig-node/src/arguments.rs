//! Values of JavaScript as values of the library.

use std::time::{Duration, SystemTime};

use napi::bindgen_prelude::{Either, Uint8Array};
use napi::{Env, Result};
use usersig::{Identifier, Language, Lifetime, Privileges, Room, SdkAppId, SecretKey, UnixTime, UserId};
use zeroize::Zeroizing;

use crate::errors::allowed;

/// The user of a ticket.
pub(crate) enum Name {
    Identifier(Identifier),
    UserId(UserId),
}

impl Name {
    pub(crate) fn new(env: Env, text: &str, is_identifier: bool) -> Result<Self> {
        if is_identifier {
            allowed(env, Identifier::new(text)).map(Self::Identifier)
        } else {
            user(env, text).map(Self::UserId)
        }
    }
}

pub(crate) fn user(env: Env, text: &str) -> Result<UserId> {
    allowed(env, UserId::new(text))
}

pub(crate) fn app(env: Env, number: f64) -> Result<SdkAppId> {
    allowed(env, SdkAppId::new(integer(number).unwrap_or(0)))
}

/// A key as the console shows it, or the bytes of a file with the key.
pub(crate) fn key(env: Env, key: Either<String, Uint8Array>) -> Result<SecretKey> {
    let key = match key {
        Either::A(text) => SecretKey::new(&Zeroizing::new(text)),
        Either::B(bytes) => SecretKey::from_file(&bytes),
    };
    allowed(env, key)
}

pub(crate) fn lifetime(env: Env, seconds: f64) -> Result<Lifetime> {
    let lifetime = match whole(seconds) {
        Some(seconds) => Lifetime::from_secs(seconds).map_err(|error| error.to_string()),
        None => Err(format!("a ticket lives from 1 to {} whole seconds, not {seconds}", Lifetime::MAX.as_secs())),
    };
    allowed(env, lifetime)
}

pub(crate) fn span(env: Env, seconds: f64) -> Result<Duration> {
    allowed(env, whole(seconds).map(Duration::from_secs).ok_or_else(|| not_whole("span", seconds)))
}

/// A time in seconds, whose fraction is dropped.
pub(crate) fn time(env: Env, seconds: f64) -> Result<UnixTime> {
    let seconds = allowed(env, whole(seconds.floor()).ok_or_else(|| not_whole("time", seconds)))?;
    Ok(UnixTime::from_secs(seconds))
}

/// The time that was passed, or the time of the clock.
pub(crate) fn time_or_clock(env: Env, seconds: Option<f64>) -> Result<UnixTime> {
    match seconds {
        Some(seconds) => time(env, seconds),
        None => allowed(env, UnixTime::try_from(SystemTime::now())),
    }
}

/// A number is the number of a room, and a string its name.
pub(crate) fn room(env: Env, room: Either<f64, String>) -> Result<Room> {
    let room = match room {
        Either::A(number) => match integer(number) {
            Some(number) => Room::number(number).map_err(|error| error.to_string()),
            None => Err(format!("a room has a number from 1 to 4294967295, not {number}")),
        },
        Either::B(name) => Room::name(&name).map_err(|error| error.to_string()),
    };
    allowed(env, room)
}

pub(crate) fn privileges(env: Env, bits: f64) -> Result<Privileges> {
    let privileges = integer(bits).and_then(|bits| u8::try_from(bits).ok()).map(Privileges::from_bits);
    allowed(env, privileges.ok_or_else(|| format!("privileges are bits from 0 to 255, not {bits}")))
}

pub(crate) fn language(env: Env, word: Option<&str>) -> Result<Language> {
    allowed(
        env,
        match word {
            None | Some("en") => Ok(Language::English),
            Some("zh") => Ok(Language::Chinese),
            Some(_) => Err("a language is \"en\" or \"zh\""),
        },
    )
}

fn not_whole(noun: &str, seconds: f64) -> String {
    format!("a {noun} is a whole number of seconds from 0 to 2^53 - 1, not {seconds}")
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the bounds are checked")]
fn whole(number: f64) -> Option<u64> {
    // Number.MAX_SAFE_INTEGER
    const MOST: f64 = 9_007_199_254_740_991.0;
    (number.fract() == 0.0 && (0.0..=MOST).contains(&number)).then_some(number as u64)
}

fn integer(number: f64) -> Option<u32> {
    whole(number).and_then(|number| u32::try_from(number).ok())
}

/// JavaScript has only floating-point numbers. Times of tickets can exceed its integers, and are then rounded.
#[expect(clippy::cast_precision_loss, reason = "it is documented")]
pub(crate) const fn number(time: UnixTime) -> f64 {
    time.as_secs() as f64
}
