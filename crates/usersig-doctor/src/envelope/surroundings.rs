//! A ticket with more around it: a header, a URL, the answer of a server.

use usersig::inspect;

use crate::envelope::step::Step;
use crate::fault::EnvelopeFault;

/// Takes out the first ticket that can be read. What has no words around it is for the other steps.
pub(super) fn remove(text: &str) -> Option<Step> {
    let ticket = text.split(|c| !is_of_a_ticket(c)).find(|part| inspect(part).is_ok())?;
    let (before, after) = text.split_once(ticket)?;
    let has_words = [before, after].iter().any(|around| around.contains(|c: char| c.is_ascii_alphanumeric()));
    let position = before.chars().count() + 1;
    has_words.then(|| (EnvelopeFault::InOtherText { position }.into(), Some(ticket.to_owned())))
}

fn is_of_a_ticket(character: char) -> bool {
    character.is_ascii_alphanumeric() || "*-_".contains(character)
}
