//! Reads one value, which may be an array or an object with others inside.

use crate::wire::json::bad_json::{BadJson, MAX_DEPTH};
use crate::wire::json::cursor::Cursor;
use crate::wire::json::value::Value;

/// Reads the value at the cursor.
pub(super) fn read_value<'a>(cursor: &mut Cursor<'a>) -> Result<Value<'a>, BadJson> {
    match cursor.peek() {
        Some(b'"') => {
            cursor.take(1);
            cursor.string().map(Value::Text)
        }
        Some(b'-' | b'0'..=b'9') => cursor.number(),
        Some(b'{' | b'[') => {
            let mut own = cursor.take_over();
            skip_container(&mut own)?;
            *cursor = own;
            Ok(Value::Other)
        }
        _ => cursor.word(),
    }
}

/// The arrays and objects that are open: one bit for each, the innermost the lowest and set for an object, and above them
/// one bit that marks the end.
struct Open(u32);

impl Open {
    fn is_object(&self) -> bool {
        self.0 & 1 == 1
    }

    fn closing_bracket(&self) -> u8 {
        if self.is_object() { b'}' } else { b']' }
    }
}

/// Skips an array or an object and all values inside. The loop takes the start of one value and then every bracket that
/// closes behind it.
fn skip_container(cursor: &mut Cursor<'_>) -> Result<(), BadJson> {
    let mut open = Open(1);
    loop {
        match cursor.peek() {
            Some(bracket @ (b'{' | b'[')) => {
                if open.0 >> MAX_DEPTH != 0 {
                    return Err(BadJson::TooDeep);
                }
                cursor.take(1);
                cursor.skip_space();
                open.0 = open.0 << 1 | u32::from(bracket == b'{');
                if cursor.peek() != Some(open.closing_bracket()) {
                    if open.is_object() {
                        cursor.key()?;
                    }
                    continue;
                }
            }
            Some(b'"') => {
                cursor.take(1);
                cursor.string()?;
            }
            Some(b'-' | b'0'..=b'9') => _ = cursor.number()?,
            _ => _ = cursor.word()?,
        }
        if close(cursor, &mut open)? {
            return Ok(());
        }
    }
}

/// Takes the brackets that close behind a value, and the comma before the next value. True if all are closed.
#[inline]
fn close(cursor: &mut Cursor<'_>, open: &mut Open) -> Result<bool, BadJson> {
    loop {
        cursor.skip_space();
        match cursor.peek() {
            Some(b',') => {
                cursor.take(1);
                cursor.skip_space();
                if open.is_object() {
                    cursor.key()?;
                }
                return Ok(false);
            }
            Some(bracket) if bracket == open.closing_bracket() => {
                cursor.take(1);
                open.0 >>= 1;
                if open.0 == 1 {
                    return Ok(true);
                }
            }
            _ => return cursor.refuse(),
        }
    }
}
