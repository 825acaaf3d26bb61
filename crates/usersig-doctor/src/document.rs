//! The members of a JSON document, read leniently: all of them, in their order, doubles included.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use usersig::Field;

/// What a document says.
#[derive(Debug)]
pub(crate) struct Document(Vec<(String, Value)>);

impl Document {
    /// Bytes that are no UTF-8 are replaced, a byte order mark and what follows the object are ignored.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}');
        Self::deserialize(&mut serde_json::Deserializer::from_str(text)).ok()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().rfind(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub(crate) fn has_twice(&self, field: Field) -> bool {
        self.0.iter().filter(|(name, _)| name == field.name()).count() > 1
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the members of a ticket")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Document(members))
    }
}
