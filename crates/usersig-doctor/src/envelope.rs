//! From a text to a ticket that the strict reader can unpack: undoes one change to the text after another.

mod beginning;
mod candidates;
mod container;
mod detached;
mod escapes;
mod exact;
mod foreign;
mod letter_case;
mod packing;
mod percent;
mod quotes;
mod reading;
mod share;
mod shortened;
mod step;
mod surroundings;
mod utf_16;
mod vendors;
mod white_space;

use usersig::{Cause, MalformedTicket, inspect};

use crate::base64::{self, Alphabet};
use crate::document::{Document, Reading};
use crate::document_kind;
use crate::envelope::step::Step;
use crate::fault::{EnvelopeFault, Uncompressed};
use crate::finding::Finding;
use crate::finding_id::FindingId;

/// A text, and what was wrong with it.
#[derive(Debug)]
pub(crate) struct Undone {
    pub(crate) findings: Vec<Finding>,
    /// The text as it should have been, if that can be told. Its document may be bad.
    pub(crate) ticket: Option<String>,
}

/// The most steps: every kind of change once or twice.
const MAX_STEPS: usize = 16;

/// Takes off one layer after another until the strict reader finds a document, or nothing more can be undone.
pub(crate) fn undo(text: &str) -> Undone {
    let mut findings: Vec<Finding> = Vec::new();
    let mut text = text.to_owned();
    for _ in 0..MAX_STEPS {
        let Some(refusal) = refusal_of(&text) else {
            return Undone { findings, ticket: Some(text) };
        };
        let (finding, next) = undo_one(&text, refusal);
        if finding.id() == FindingId::Base64Twice {
            // The white space belongs to the second encoding.
            findings.retain(|known| known.id() != FindingId::WhiteSpace);
        }
        if findings.iter().all(|known| known.id() != finding.id()) {
            findings.push(finding);
        }
        match next {
            Some(next) if next != text => text = next,
            _ => break,
        }
    }
    Undone { findings, ticket: None }
}

/// The document of a text that [`undo`] returned.
pub(crate) fn document(ticket: &str) -> Option<Reading> {
    let bytes = base64::decode(ticket, Alphabet::TicketOrStandard)?;
    Document::read(&container::open(&bytes)?.document)
}

/// The refusal of the strict reader, unless it is about the document.
fn refusal_of(text: &str) -> Option<MalformedTicket> {
    let refusal = inspect(text).err()?;
    let is_about_the_document = matches!(refusal.cause(), Cause::BadField | Cause::BadJson | Cause::LegacyVersion);
    (!is_about_the_document).then_some(refusal)
}

/// The step that fits first. Whole texts come before parts, and the outer layer before the inner one.
fn undo_one(text: &str, refusal: MalformedTicket) -> Step {
    shortened::undo(text)
        .or_else(|| exact::name(text).map(|fault| (fault.into(), None)))
        .or_else(|| utf_16::undo(text))
        .or_else(|| exact::hex(text))
        .or_else(|| raw_document(text))
        .or_else(|| quotes::strip(text))
        .or_else(|| detached::join(text))
        .or_else(|| surroundings::remove_around_a_whole_ticket(text))
        .or_else(|| escapes::undo(text))
        .or_else(|| percent::decode(text))
        .or_else(|| letter_case::name(text))
        .or_else(|| surroundings::remove(text))
        .or_else(|| foreign::describe(text).map(|foreign| (EnvelopeFault::Foreign(foreign).into(), None)))
        .or_else(|| white_space::remove(text))
        .or_else(|| exact::character(text))
        .or_else(|| beginning::restore(text))
        .or_else(|| packing::unpack(text, refusal))
        .or_else(|| foreign::describe_bytes(text).map(|foreign| (EnvelopeFault::Foreign(foreign).into(), None)))
        .unwrap_or_else(|| (refusal.into(), None))
}

/// A document, and not the answer of a server with a ticket in it.
fn raw_document(text: &str) -> Option<Step> {
    let fault = EnvelopeFault::NotCompressed { form: Uncompressed::Json };
    // Blanks around an object are told by another step.
    let is_like_json = text.contains("TLS") && text.contains(['{', '"', '\'']) && !text.trim_start().starts_with('{')
        || text.starts_with('{') && text.ends_with('}') && text.contains("TLS");
    let reading = is_like_json.then(|| Document::read(text.trim().as_bytes())).flatten()?;
    let is_empty = reading.document.members().next().is_none();
    let is_document = !is_empty && document_kind::is_of_a_ticket(&reading.document);
    is_document.then(|| (fault.into(), Some(packing::pack(text.trim().as_bytes()))))
}
