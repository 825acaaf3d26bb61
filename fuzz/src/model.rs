//! Reads a ticket's document with general packages, rule by rule.

use std::fmt;

use data_encoding::BASE64;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// The maximum depth of the value of a member.
const MAX_DEPTH: usize = 16;

/// The maximum length of an identifier in bytes.
const MAX_IDENTIFIER: usize = 128;

#[derive(Debug, PartialEq, Eq)]
pub struct Claims {
    pub user_id: String,
    pub sdk_app_id: u32,
    pub issued_at: u64,
    pub expires_at: u64,
    pub userbuf: Option<Vec<u8>>,
}

/// The claims and the MAC, or `None` if a ticket cannot have this document.
pub fn read(document: &[u8]) -> Option<(Claims, [u8; 32])> {
    let Members(members) = serde_json::from_slice(document).ok()?;
    // The document itself is one more level.
    if depth(document) > 1 + MAX_DEPTH {
        return None;
    }
    let member = |name: &str| {
        let mut found = members.iter().filter(|(key, _)| key == name).map(|(_, value)| value);
        (found.next(), found.next().is_some())
    };
    let once = |name| match member(name) {
        (Some(value), false) => Some(value),
        _ => None,
    };
    let number = |name| once(name)?.as_u64().filter(|&number| i64::try_from(number).is_ok());
    let (issued_at, lifetime) = (number("TLS.time")?, number("TLS.expire")?);
    let claims = Claims {
        user_id: once("TLS.identifier")?.as_str().filter(|id| id.len() <= MAX_IDENTIFIER)?.to_owned(),
        sdk_app_id: u32::try_from(number("TLS.sdkappid")?).ok().filter(|&number| number != 0)?,
        issued_at,
        expires_at: Some(issued_at + lifetime).filter(|&sum| i64::try_from(sum).is_ok())?,
        userbuf: match member("TLS.userbuf") {
            (None, _) => None,
            (Some(value), false) => Some(base64(value).filter(|bytes| !bytes.is_empty())?),
            (Some(_), true) => return None,
        },
    };
    let mac = base64(once("TLS.sig")?)?.try_into().ok()?;
    (once("TLS.ver")? == "2.0").then_some((claims, mac))
}

/// Whether it contains a number beyond the range of `f64`. JSON allows such numbers, and `serde_json` refuses them.
pub fn has_a_huge_number(document: &[u8]) -> bool {
    let read = serde_json::from_slice::<Value>(document);
    read.is_err_and(|error| error.to_string().starts_with("number out of range"))
}

/// The bytes of a userbuf. The numbers are the app, the room, the expiry, the privileges and the account type.
pub fn userbuf(account: &str, numbers: [u32; 5], room_name: Option<&str>) -> Vec<u8> {
    let sized = |text: &str| [&u16::try_from(text.len()).expect("it is short").to_be_bytes(), text.as_bytes()].concat();
    let version = u8::from(room_name.is_some());
    let numbers = numbers.map(u32::to_be_bytes);
    [&[version], &sized(account)[..], numbers.as_flattened(), &room_name.map(sized).unwrap_or_default()].concat()
}

/// Decodes only canonical base64, which encodes to the same text again.
fn base64(value: &Value) -> Option<Vec<u8>> {
    let text = value.as_str()?;
    let bytes = BASE64.decode(text.as_bytes()).ok()?;
    (BASE64.encode(&bytes) == text).then_some(bytes)
}

/// The depth of a JSON text.
fn depth(document: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in document {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth -= 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The members of an object in their order. Duplicates are kept.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Object)
    }
}
