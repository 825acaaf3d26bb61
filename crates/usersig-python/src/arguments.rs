//! Values of Python as values of the library. The library checks each of them once, here.

use std::borrow::Cow;

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyByteArray, PyBytes, PyInt, PyString};
use usersig::{Identifier, InvalidSecretKey, Language, Privileges, Room, SdkAppId, SecretKey, UserId};
use zeroize::Zeroizing;

use crate::classes::IDENTIFIER;
use crate::errors::{bad_number, bad_type, bad_value};

/// The user of a ticket: a `str` is a UserID, and an `usersig.Identifier` may be longer.
#[derive(Clone, Copy)]
pub(crate) enum Name {
    Identifier(Identifier),
    UserId(UserId),
}

impl<'a, 'py> FromPyObject<'a, 'py> for Name {
    type Error = PyErr;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let text = value.cast::<PyString>().map_err(|_| bad_type("a str", &value))?;
        if !value.is_exact_instance_of::<PyString>() && value.is_instance(IDENTIFIER.get(value.py())?)? {
            return Identifier::new(text.to_str()?).map(Self::Identifier).map_err(bad_value);
        }
        UserId::new(text.to_str()?).map(Self::UserId).map_err(bad_value)
    }
}

/// A user of IM and TRTC.
pub(crate) struct User(pub(crate) UserId);

impl<'a, 'py> FromPyObject<'a, 'py> for User {
    type Error = PyErr;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let text = value.cast::<PyString>().map_err(|_| bad_type("a str", &value))?;
        UserId::new(text.to_str()?).map(Self).map_err(bad_value)
    }
}

pub(crate) struct App(pub(crate) SdkAppId);

impl<'a, 'py> FromPyObject<'a, 'py> for App {
    type Error = PyErr;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if !is_int(&value) {
            return Err(bad_type("an int", &value));
        }
        let number = value.extract().unwrap_or(0);
        SdkAppId::new(number).map(Self).map_err(bad_value)
    }
}

/// A key as the console shows it, or the bytes of a file with the key, which may end with one line end.
pub(crate) struct Key(pub(crate) SecretKey);

impl<'a, 'py> FromPyObject<'a, 'py> for Key {
    type Error = PyErr;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let key = if let Ok(text) = value.cast::<PyString>() {
            SecretKey::new(key_text(&text)?)
        } else if let Ok(bytes) = value.cast::<PyBytes>() {
            SecretKey::from_file(bytes.as_bytes())
        } else if let Ok(bytes) = value.cast::<PyByteArray>() {
            SecretKey::from_file(&Zeroizing::new(bytes.to_vec()))
        } else {
            return Err(bad_type("a str, bytes or a bytearray", &value));
        };
        key.map(Self).map_err(bad_value)
    }
}

/// The text of a key. A `UnicodeEncodeError` would contain it.
pub(crate) fn key_text<'a>(key: &'a Bound<'_, PyString>) -> PyResult<&'a str> {
    key.to_str().map_err(|_| bad_value(InvalidSecretKey::NotText))
}

/// An `int` is the number of a room, and a `str` its name.
pub(crate) struct RoomOf(pub(crate) Room);

impl<'a, 'py> FromPyObject<'a, 'py> for RoomOf {
    type Error = PyErr;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let room = if let Ok(name) = value.cast::<PyString>() {
            Room::name(name.to_str()?)
        } else if is_int(&value) {
            let number = value.extract().map_err(|_| bad_number("a room has a number from 1 to 4294967295", &value))?;
            Room::number(number)
        } else {
            return Err(bad_type("the int or the str of a room", &value));
        };
        room.map(Self).map_err(bad_value)
    }
}

#[derive(Default)]
pub(crate) struct Bits(pub(crate) Privileges);

impl<'a, 'py> FromPyObject<'a, 'py> for Bits {
    type Error = PyErr;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if !is_int(&value) {
            return Err(bad_type("an int as privileges", &value));
        }
        let bits = value.extract().map_err(|_| bad_number("privileges are bits from 0 to 255", &value))?;
        Ok(Self(Privileges::from_bits(bits)))
    }
}

/// A text that may be a ticket. A character that UTF-8 cannot express becomes one that no ticket has.
pub(crate) struct Text<'a>(pub(crate) Cow<'a, str>);

impl<'a, 'py> FromPyObject<'a, 'py> for Text<'a> {
    type Error = PyErr;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = value.extract::<&'a str>() {
            return Ok(Self(Cow::Borrowed(text)));
        }
        let text = value.cast::<PyString>().map_err(|_| bad_type("a str", &value))?;
        Ok(Self(Cow::Owned(text.to_string_lossy().into_owned())))
    }
}

pub(crate) fn language(word: &str) -> PyResult<Language> {
    match word {
        "en" => Ok(Language::English),
        "zh" => Ok(Language::Chinese),
        _ => Err(bad_value("a language is \"en\" or \"zh\"")),
    }
}

fn is_int(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>()
}
