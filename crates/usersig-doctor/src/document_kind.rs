//! Whether a document is that of a ticket, and of which version.

use usersig::Field;

use crate::document::Document;
use crate::spelling;

/// Whether a document has the members of a ticket at all, however they are named.
pub(crate) fn is_of_a_ticket(document: &Document) -> bool {
    let has_prefix = |name: &str| name.to_ascii_lowercase().starts_with("tls");
    let known = FIELDS.iter().filter(|field| {
        let names = document.members().map(|(name, _)| name);
        spelling::nearest(**field, names).is_some()
    });
    document.members().next().is_none()
        || document.members().any(|(name, _)| has_prefix(name))
        || known.count() >= MIN_KNOWN
        || nested(document).is_some()
}

/// Of the seven members, as many as no other document has by chance.
const MIN_KNOWN: usize = 4;

/// The member that holds the members of a ticket, if none stands outside.
pub(crate) fn nested(document: &Document) -> Option<(String, Document)> {
    if FIELDS.iter().any(|field| document.get(field.name()).is_some()) {
        return None;
    }
    let names: Vec<&str> = document.members().map(|(name, _)| name).take(MAX_NAMES).collect();
    names.into_iter().find_map(|name| {
        let inner = document.inner(name)?;
        let known = FIELDS.iter().filter(|field| inner.get(field.name()).is_some()).count();
        (known >= MIN_KNOWN).then(|| (name.to_owned(), inner))
    })
}

/// More members than the document of a ticket has.
const MAX_NAMES: usize = 16;

/// Whether it is a ticket of version 1.
pub(crate) fn is_legacy(document: &Document) -> bool {
    document.members().any(|(name, _)| name == "TLS.expire_after")
}

/// The members of a ticket.
pub(crate) const FIELDS: [Field; 7] =
    [Field::Expire, Field::Identifier, Field::SdkAppId, Field::Sig, Field::Time, Field::UserBuf, Field::Ver];
