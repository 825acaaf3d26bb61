//! From a document to claims: every member, with what is wrong about it.

use serde_json::Value;
use usersig::{BadField, Field, FieldProblem};

use crate::base64;
use crate::claims::{Claims, Number};
use crate::document::Document;
use crate::document_kind::{FIELDS, is_legacy, nested};
use crate::fault::DocumentFault;
use crate::hints::{Hints, TicketKind};
use crate::spelling;

/// The claims of the members, and their faults.
pub(crate) fn read(document: &Document, hints: &Hints<'_>) -> (Claims, Vec<DocumentFault>) {
    if document.get(Field::Ver.name()).is_none() && is_legacy(document) {
        return (claims_of_version_1(document), vec![DocumentFault::LegacyVersion]);
    }
    if let Some((inside, inner)) = nested(document) {
        let (claims, mut faults) = read_members(&inner, hints);
        faults.push(DocumentFault::NestedMembers { inside });
        return (claims, faults);
    }
    read_members(document, hints)
}

/// The claims of a ticket of version 1. Its numbers are strings.
fn claims_of_version_1(document: &Document) -> Claims {
    let text = |name: &str| document.get(name)?.as_str().map(str::to_owned);
    let number = |name: &str| {
        let written = text(name)?;
        Some(Number { value: written.parse().ok()?, written })
    };
    Claims {
        identifier: text("TLS.identifier"),
        sdk_app_id: number("TLS.sdk_appid"),
        userbuf: text("TLS.userbuf"),
        ..Claims::default()
    }
}

fn read_members(document: &Document, hints: &Hints<'_>) -> (Claims, Vec<DocumentFault>) {
    let mut reader = Reader { document, faults: Vec::new() };
    reader.version();
    let claims = Claims {
        identifier: reader.text(Field::Identifier),
        sdk_app_id: reader.number(Field::SdkAppId),
        time: reader.number(Field::Time),
        lifetime: reader.number(Field::Expire),
        userbuf: reader.userbuf(hints.meant_kind()),
        sig: reader.text(Field::Sig),
    };
    (claims, reader.faults)
}

/// The value of a member of a document, for evidence. A signature is not repeated.
pub(crate) fn shown(document: &Document, field: Field) -> Option<String> {
    let value = document.get(field.name()).filter(|_| !matches!(field, Field::Sig | Field::UserBuf))?;
    Some(value.to_string())
}

struct Reader<'a> {
    document: &'a Document,
    faults: Vec<DocumentFault>,
}

impl<'a> Reader<'a> {
    fn version(&mut self) {
        match self.member(Field::Ver) {
            Some(Value::String(version)) if version == "2.0" => {}
            Some(Value::String(_)) => self.bad(Field::Ver, FieldProblem::UnknownVersion),
            Some(Value::Number(_)) => self.faults.push(DocumentFault::TextAsNumber { field: Field::Ver }),
            Some(_) => self.bad(Field::Ver, FieldProblem::NotText),
            None => {}
        }
    }

    fn text(&mut self, field: Field) -> Option<String> {
        match self.member(field)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) if field == Field::Identifier => {
                self.faults.push(DocumentFault::TextAsNumber { field });
                Some(number.to_string())
            }
            _ => {
                self.bad(field, FieldProblem::NotText);
                None
            }
        }
    }

    fn number(&mut self, field: Field) -> Option<Number> {
        match self.member(field)? {
            Value::Number(number) => {
                let written = number.to_string();
                if let Some(value) = number.as_u64() {
                    return Some(Number { written, value });
                }
                let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
                if let (Ok(value), false) = (whole.parse(), fraction.contains('e')) {
                    self.faults.push(DocumentFault::NotWholeNumber { field, number: written.clone() });
                    return Some(Number { written, value });
                }
            }
            Value::String(text) => {
                if let Ok(value) = text.trim().parse() {
                    self.faults.push(DocumentFault::NumberAsText { field });
                    return Some(Number { written: text.clone(), value });
                }
            }
            _ => {}
        }
        self.bad(field, FieldProblem::NotWholeNumber);
        None
    }

    /// Text that should be base64. A signature is looked at elsewhere, unless nothing of it can be read.
    fn flawed_base64(&mut self, field: Field, text: &str) {
        if let Some(flaw) = base64::flaw(text) {
            let characters = text.chars().count();
            self.faults.push(DocumentFault::BadBase64 { field, flaw, characters });
        }
    }

    /// Without it a ticket is a UserSig, so a name like it counts only where a PrivateMapKey is meant.
    fn userbuf(&mut self, meant: Option<TicketKind>) -> Option<String> {
        let is_there = self.document.get(Field::UserBuf.name()).is_some();
        let is_misspelt = meant == Some(TicketKind::PrivateMapKey) && self.nearest(Field::UserBuf).is_some();
        if !is_there && !is_misspelt {
            return None;
        }
        // Any value makes the ticket another kind than a UserSig.
        let userbuf = self.text(Field::UserBuf).unwrap_or_default();
        if !userbuf.is_empty() || self.faults.is_empty() {
            self.flawed_base64(Field::UserBuf, &userbuf);
        }
        Some(userbuf)
    }

    fn member(&mut self, field: Field) -> Option<&'a Value> {
        if self.document.has_twice(field) {
            self.faults.push(DocumentFault::DuplicateMember { field });
        }
        if let Some(value) = self.document.get(field.name()) {
            return Some(value);
        }
        let Some(found) = self.nearest(field) else {
            self.faults.push(DocumentFault::MissingMember { field });
            return None;
        };
        self.faults.push(DocumentFault::MisspeltMember { field, found: found.to_owned() });
        self.document.get(found)
    }

    fn nearest(&self, field: Field) -> Option<&'a str> {
        let is_unknown = |name: &&str| FIELDS.iter().all(|field| field.name() != *name);
        spelling::nearest(field, self.document.members().map(|(name, _)| name).filter(is_unknown))
    }

    fn bad(&mut self, field: Field, problem: FieldProblem) {
        let value = shown(self.document, field);
        self.faults.push(DocumentFault::BadMember { bad: BadField { field, problem }, value });
    }
}
