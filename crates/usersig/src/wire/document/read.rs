//! JSON to claims.

use std::time::Duration;

use crate::bytes::base64::{decode, mac};
use crate::claims::claims::Claims;
use crate::claims::mac::Mac;
use crate::wire::document::field::{BadField, Field, FieldProblem};
use crate::wire::json;
use crate::wire::json::bad_json::BadJson;
use crate::wire::json::value::Value;
use crate::words::identifier::Identifier;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::time::UnixTime;

/// The one version that is signed with HMAC-SHA256.
const VERSION: &str = "2.0";

/// Takes the claims and the MAC out of a document, in place. Members that are not a ticket's are ignored.
pub(crate) fn read(text: &mut [u8]) -> Result<(Claims<'_>, Mac), BadDocument> {
    let mut members = Members::default();
    json::read_object(text, |key, value| members.put(key, value)).map_err(BadDocument::Json)?;
    if members.are_of_a_legacy_ticket() {
        return Err(BadDocument::LegacyVersion);
    }
    members.into_claims().map_err(BadDocument::Field)
}

/// Why a document holds no claims.
#[derive(Debug)]
pub(crate) enum BadDocument {
    Field(BadField),
    Json(BadJson),
    LegacyVersion,
}

#[derive(Default)]
struct Members<'a> {
    expire: Option<Value<'a>>,
    identifier: Option<Value<'a>>,
    sdk_app_id: Option<Value<'a>>,
    sig: Option<Value<'a>>,
    time: Option<Value<'a>>,
    userbuf: Option<Value<'a>>,
    ver: Option<Value<'a>>,
    legacy: bool,
}

impl<'a> Members<'a> {
    fn put(&mut self, key: &[u8], value: Value<'a>) -> Result<(), BadJson> {
        let member = match key {
            b"TLS.expire" => &mut self.expire,
            b"TLS.identifier" => &mut self.identifier,
            b"TLS.sdkappid" => &mut self.sdk_app_id,
            b"TLS.sig" => &mut self.sig,
            b"TLS.time" => &mut self.time,
            b"TLS.userbuf" => &mut self.userbuf,
            b"TLS.ver" => &mut self.ver,
            _ => {
                self.legacy |= key == b"TLS.expire_after";
                return Ok(());
            }
        };
        match member.replace(value) {
            None => Ok(()),
            Some(_) => Err(BadJson::DuplicateMember),
        }
    }

    /// The tickets of before 2019 had no `TLS.ver`, and called their lifetime `TLS.expire_after`.
    fn are_of_a_legacy_ticket(&self) -> bool {
        self.ver.is_none() && self.legacy
    }

    fn into_claims(self) -> Result<(Claims<'a>, Mac), BadField> {
        if text(Field::Ver, self.ver)? != VERSION.as_bytes() {
            return Err(bad(Field::Ver, FieldProblem::UnknownVersion));
        }
        let identifier = text(Field::Identifier, self.identifier)?;
        // Nothing longer can be asked for, and the MAC of a longer one would cost more with each key of a ring.
        if identifier.len() > Identifier::MAX_LEN {
            return Err(bad(Field::Identifier, FieldProblem::TooLong));
        }
        let sdk_app_id = number(Field::SdkAppId, self.sdk_app_id.as_ref())?;
        let issued_at = UnixTime::from_secs(number(Field::Time, self.time.as_ref())?);
        let lifetime = number(Field::Expire, self.expire.as_ref())?;
        let expires_at = issued_at.saturating_add(Duration::from_secs(lifetime));
        if expires_at.since(issued_at).as_secs() != lifetime {
            return Err(bad(Field::Expire, FieldProblem::OutOfRange));
        }
        let claims = Claims {
            identifier,
            sdk_app_id: app(sdk_app_id).ok_or(bad(Field::SdkAppId, FieldProblem::OutOfRange))?,
            issued_at,
            expires_at,
            userbuf: match self.userbuf {
                Some(value) => Some(userbuf(text(Field::UserBuf, Some(value))?)?),
                None => None,
            },
        };
        let mac = mac::decode(text(Field::Sig, self.sig)?);
        Ok((claims, mac.map_err(|_| bad(Field::Sig, FieldProblem::NotBase64))?))
    }
}

fn app(number: u64) -> Option<SdkAppId> {
    SdkAppId::new(u32::try_from(number).ok()?).ok()
}

fn userbuf(text: &mut [u8]) -> Result<&[u8], BadField> {
    match decode::in_place(text) {
        Ok(bytes) if !bytes.is_empty() => Ok(bytes),
        _ => Err(bad(Field::UserBuf, FieldProblem::NotBase64)),
    }
}

fn text(field: Field, value: Option<Value<'_>>) -> Result<&mut [u8], BadField> {
    match value {
        Some(Value::Text(text)) => Ok(text),
        Some(Value::Integer(_) | Value::Other) => Err(bad(field, FieldProblem::NotText)),
        None => Err(bad(field, FieldProblem::Missing)),
    }
}

fn number(field: Field, value: Option<&Value<'_>>) -> Result<u64, BadField> {
    match value {
        Some(&Value::Integer(number)) if number <= UnixTime::MAX.as_secs() => Ok(number),
        Some(Value::Integer(_)) => Err(bad(field, FieldProblem::OutOfRange)),
        Some(Value::Text(_) | Value::Other) => Err(bad(field, FieldProblem::NotWholeNumber)),
        None => Err(bad(field, FieldProblem::Missing)),
    }
}

const fn bad(field: Field, problem: FieldProblem) -> BadField {
    BadField { field, problem }
}
