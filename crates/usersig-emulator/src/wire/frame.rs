//! A request of the SDK.

use serde_json::{Map, Value};

/// A frame that was read within its bounds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    /// The answer repeats it, because the SDK finds its request by the members of the head.
    pub(crate) head: Map<String, Value>,
    pub(crate) body: Map<String, Value>,
}

/// The longest frame: a text message of the service has at most 12 KB.
pub(crate) const FRAME_MAX: usize = 64 << 10;

impl Frame {
    /// Reads a frame. `None` if it is not one, and then there is no request to answer.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > FRAME_MAX {
            return None;
        }
        let Value::Object(mut frame) = serde_json::from_slice(bytes).ok()? else { return None };
        let Value::Object(head) = frame.remove("head")? else { return None };
        let body = match frame.remove("body") {
            Some(Value::Object(body)) => body,
            _ => Map::new(),
        };
        head.get("servcmd")?.as_str()?;
        Some(Self { head, body })
    }

    pub(crate) fn command(&self) -> &str {
        self.head_text("servcmd").unwrap_or_default()
    }

    /// A member of the head that is a text and not empty.
    pub(crate) fn head_text(&self, member: &str) -> Option<&str> {
        self.head.get(member)?.as_str().filter(|text| !text.is_empty())
    }

    pub(crate) fn body_text(&self, member: &str) -> Option<&str> {
        self.body.get(member)?.as_str()
    }

    /// The answer to this frame, as a binary message.
    pub(crate) fn answer(self, code: i32, info: &str, mut body: Map<String, Value>) -> Vec<u8> {
        let status = if code == 0 { "OK" } else { "FAIL" };
        body.insert("ActionStatus".to_owned(), status.into());
        body.insert("ErrorCode".to_owned(), code.into());
        body.insert("ErrorInfo".to_owned(), info.into());
        let mut head = self.head;
        // The page knows its ticket and its secret. Repeating them would only put them into more logs.
        for secret in ["usersig", "a2"] {
            head.remove(secret);
        }
        let mut answer = Map::new();
        answer.insert("head".to_owned(), Value::Object(head));
        answer.insert("body".to_owned(), Value::Object(body));
        Value::Object(answer).to_string().into_bytes()
    }
}
