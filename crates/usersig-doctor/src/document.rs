//! The members of a JSON document, read leniently: all of them, in their order, doubles included.

mod repair;

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use usersig::Field;

use crate::blank::is_blank;
use crate::fault::JsonFlaw;

/// The members of a document.
#[derive(Clone, Debug)]
pub(crate) struct Document(Vec<(String, Value)>);

/// A document, and why it is not JSON as it stands.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) document: Document,
    pub(crate) flaws: Vec<JsonFlaw>,
}

impl Document {
    /// Reads what can be read, and says what had to be repaired. Nothing when no member comes out.
    pub(crate) fn read(bytes: &[u8]) -> Option<Reading> {
        let mut flaws = Vec::new();
        if str::from_utf8(bytes).is_err() {
            flaws.push(JsonFlaw::NotUtf8);
        }
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        if let Some(rest) = text.strip_prefix('\u{feff}') {
            flaws.push(JsonFlaw::ByteOrderMark);
            text = rest.to_owned();
        }
        if text.starts_with('"')
            && let Ok(inner) = serde_json::from_str::<String>(&text)
        {
            flaws.push(JsonFlaw::InAString);
            text = inner;
        }
        if text.trim_start().starts_with('[') {
            flaws.push(JsonFlaw::InAList);
            text = text.trim_start().trim_start_matches('[').to_owned();
        }
        let (document, rest) = Self::first_of(&text).or_else(|| {
            let (repaired, repairs) = repair::repair(&text);
            flaws.extend(repairs);
            Self::first_of(&repaired)
        })?;
        if !rest.trim_matches(|c| is_blank(c) || c == ']').is_empty() {
            flaws.push(JsonFlaw::TextAfter);
        }
        Some(Reading { document, flaws })
    }

    /// The object at the start of a text, and the text behind it.
    fn first_of(text: &str) -> Option<(Self, String)> {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<Self>();
        let document = values.next()?.ok()?;
        let rest = text.get(values.byte_offset()..).unwrap_or_default().to_owned();
        Some((document, rest))
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

    /// The object inside a member as a document of its own, its names with the prefix of a ticket's members.
    pub(crate) fn inner(&self, name: &str) -> Option<Self> {
        let members = self.get(name)?.as_object()?.iter();
        let full = |name: &str| if name.contains("TLS.") { name.to_owned() } else { format!("TLS.{name}") };
        Some(Self(members.map(|(name, value)| (full(name), value.clone())).collect()))
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
