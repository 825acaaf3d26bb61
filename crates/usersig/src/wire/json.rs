//! Reads one JSON object (RFC 8259), strictly and in place, without a heap.
//!
//! A cursor walks over the bytes once. Strings are returned as slices of the text. A string with escapes is resolved where
//! it stands, because the resolved text is never longer. The values of unknown members are only checked. They can nest, and
//! one bit for each open array or object is enough to know which bracket may close it, so that no text can exhaust the stack.

pub(crate) mod bad_json;
mod cursor;
mod read_value;
mod string;
mod utf8;
pub(crate) mod value;

use crate::wire::json::bad_json::BadJson;
use crate::wire::json::cursor::Cursor;
use crate::wire::json::read_value::read_value;
use crate::wire::json::utf8::is_utf8;
use crate::wire::json::value::Value;

/// Hands over the members of the object that is all of `text`, in their order.
pub(crate) fn read_object<'a>(
    text: &'a mut [u8],
    mut member: impl FnMut(&'a [u8], Value<'a>) -> Result<(), BadJson>,
) -> Result<(), BadJson> {
    if !is_utf8(text) {
        return Err(BadJson::NotUtf8);
    }
    let mut cursor = Cursor::new(text);
    cursor.skip_space();
    cursor.expect(b'{')?;
    cursor.skip_space();
    if cursor.peek() != Some(b'}') {
        loop {
            let key = cursor.key()?;
            let value = read_value(&mut cursor)?;
            member(key, value)?;
            cursor.skip_space();
            if !cursor.take_if(|byte| byte == b',') {
                break;
            }
            cursor.skip_space();
        }
    }
    cursor.expect(b'}')?;
    cursor.skip_space();
    cursor.end()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value as Json;

    use super::*;

    /// Top-level members as text: strings as they are, plain integers as digits, the rest as nothing.
    fn members(text: &[u8]) -> Option<Vec<(String, Option<String>)>> {
        let mut text = text.to_vec();
        let mut members = Vec::new();
        let read = read_object(&mut text, |key, value| {
            let value = match value {
                Value::Integer(number) => Some(number.to_string()),
                Value::Other => None,
                Value::Text(text) => Some(String::from_utf8(text.to_vec()).unwrap()),
            };
            members.push((String::from_utf8(key.to_vec()).unwrap(), value));
            Ok(())
        });
        read.is_ok().then_some(members)
    }

    fn json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Json::from),
            any::<u64>().prop_map(Json::from),
            any::<i64>().prop_map(Json::from),
            (-1e300..1e300).prop_map(Json::from),
            any::<String>().prop_map(Json::from),
        ];
        leaf.prop_recursive(4, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
                prop::collection::btree_map(any::<String>(), inner, 0..4)
                    .prop_map(|map| Json::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_serde_json_writes_is_read_as_it_was(object in prop::collection::btree_map(any::<String>(), json(), 0..6)) {
            let expected: Vec<_> = object
                .iter()
                .map(|(key, value)| {
                    let value = match value {
                        Json::String(text) => Some(text.clone()),
                        Json::Number(number) => number.as_u64().map(|number| number.to_string()),
                        _ => None,
                    };
                    (key.clone(), value)
                })
                .collect();
            for text in [serde_json::to_vec(&object), serde_json::to_vec_pretty(&object)] {
                prop_assert_eq!(members(&text.unwrap()), Some(expected.clone()));
            }
        }

        #[test]
        fn on_text_like_json_it_agrees_with_serde_json(text in r#"\{("a" ?: ?([0-9tfn"'\\\\ubrue.eE+-]|"\\\\[ubnr/"][0-9a-f]{4}"|null|\[[0-9,]*\]){0,3}[,}]){1,3}[ \n}]?"#) {
            let theirs = serde_json::from_str::<serde_json::Map<String, Json>>(&text);
            prop_assert_eq!(members(text.as_bytes()).is_some(), theirs.is_ok(), "{}", text);
        }
    }
}
