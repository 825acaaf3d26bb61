//! From a text to a ticket the strict reader can unpack: undoes what was done to it, one step at a time.

mod container;
mod foreign;
mod packing;
mod percent;
mod quotes;
mod reading;
mod share;
mod step;
mod surroundings;
mod white_space;

use usersig::{Cause, MalformedTicket, inspect};

use crate::base64::{self, Alphabet};
use crate::envelope::step::Step;
use crate::fault::{EnvelopeFault, Uncompressed};
use crate::finding::Finding;

/// A text, and what was wrong with it.
#[derive(Debug)]
pub(crate) struct Undone {
    pub(crate) findings: Vec<Finding>,
    /// What the text should have been, unless that cannot be told. Its document may be bad.
    pub(crate) ticket: Option<String>,
}

/// The most steps: every kind of garble once or twice.
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
pub(crate) fn document(ticket: &str) -> Option<Vec<u8>> {
    let bytes = base64::decode(ticket, Alphabet::TicketOrStandard)?;
    container::open(&bytes).map(|opened| opened.document)
}

/// What the strict reader says, unless it is about the document.
fn refusal_of(text: &str) -> Option<MalformedTicket> {
    let refusal = inspect(text).err()?;
    let is_about_the_document = matches!(refusal.cause(), Cause::BadField | Cause::BadJson | Cause::LegacyVersion);
    (!is_about_the_document).then_some(refusal)
}

fn undo_one(text: &str, refusal: MalformedTicket) -> Step {
    foreign::name(text)
        .map(|fault| (fault.into(), None))
        .or_else(|| quotes::strip(text))
        .or_else(|| surroundings::remove(text))
        .or_else(|| percent::decode(text))
        .or_else(|| white_space::remove(text))
        .or_else(|| raw_document(text))
        .or_else(|| foreign::character(text))
        .or_else(|| packing::unpack(text, refusal))
        .unwrap_or((refusal.into(), None))
}

/// A document, and not the answer of a server with a ticket in it.
fn raw_document(text: &str) -> Option<Step> {
    let fault = EnvelopeFault::NotCompressed { form: Uncompressed::Json };
    let is_document = text.starts_with('{') && text.contains("TLS.");
    is_document.then(|| (fault.into(), Some(packing::pack(text.as_bytes()))))
}
