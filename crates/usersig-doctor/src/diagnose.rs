//! The order of the examination.

use usersig::{MalformedTicket, Unverified, inspect};

use crate::claims::Claims;
use crate::document::Document;
use crate::fault::{DocumentFault, EnvelopeFault, SignatureFault};
use crate::finding::Finding;
use crate::finding_id::FindingId;
use crate::hints::Hints;
use crate::{envelope, identity, map_key, members, signature, times, verdict};

/// The most that is looked at: a ticket several times over, and what may have been pasted with it.
const MAX_LEN: usize = 64 * 1024;

/// Why this ticket is refused, the likeliest cause first, or that it is good.
///
/// There is always a finding. [`Good`](FindingId::Good) is among them exactly when a [`Verifier`](usersig::Verifier) with
/// the same hints takes the ticket, what no hint says being taken from the ticket; without a key, which nobody can verify
/// with, [`Unchecked`](FindingId::Unchecked) stands in its place. Behind other findings either says that these are only
/// doubts. The ranking is told in the [crate's documentation](crate#ranking).
#[must_use]
pub fn diagnose(text: &str, hints: &Hints<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = signature::unusable_keys(hints).map(Finding::from).collect();
    findings.extend(identity::check_asked(hints).map(Finding::from));
    if text.len() > MAX_LEN {
        findings.push(EnvelopeFault::TooLong { len: text.len() }.into());
    } else {
        let undone = envelope::undo(text);
        findings.extend(undone.findings);
        if let Some(ticket) = undone.ticket {
            examine(&ticket, hints, &mut findings);
        }
    }
    findings.sort_by_key(|finding| (finding.code().is_none(), finding.id()));
    findings
}

/// Everything behind the envelope.
fn examine(ticket: &str, hints: &Hints<'_>, findings: &mut Vec<Finding>) {
    let strict = inspect(ticket);
    let document = envelope::document(ticket).and_then(|bytes| Document::read(&bytes));
    let (claims, faults) = match (&document, &strict) {
        (Some(document), _) => members::read(document, hints),
        (None, Ok(unverified)) => (Claims::of(unverified), Vec::new()),
        (None, Err(_)) => (Claims::default(), Vec::new()),
    };
    let signature = signature::check(&claims, document.as_ref(), hints);
    if let (Err(refusal), [], None) = (&strict, &faults[..], &signature.form) {
        findings.push(refused(*refusal, document.as_ref()));
    }
    // Of values that were only guessed nobody can say that no key has signed them.
    let is_sound = faults.is_empty() && (strict.is_ok() || signature.form.is_some());
    let fault = signature.fault.filter(|fault| is_sound || !matches!(fault, SignatureFault::WrongKey { .. }));
    findings.extend(faults.into_iter().map(Finding::from));
    findings.extend(signature.form.into_iter().chain(fault).map(Finding::from));
    findings.extend(identity::check(&claims, hints, signature.signed_by).into_iter().map(Finding::from));
    let end_of_rights = strict.as_ref().ok().map(map_key::end_of);
    findings.extend(times::check(&claims, end_of_rights, hints).into_iter().map(Finding::from));
    if let Ok(unverified) = strict {
        findings.extend(map_key::check(&unverified, &claims, hints).into_iter().map(Finding::from));
        findings.extend(conclusion(ticket, &unverified, hints, findings));
    }
}

/// What the strict reader says where the lenient one saw nothing wrong.
fn refused(refusal: MalformedTicket, document: Option<&Document>) -> Finding {
    match refusal {
        MalformedTicket::BadField(bad) => {
            let value = document.and_then(|document| members::shown(document, bad.field));
            DocumentFault::BadMember { bad, value }.into()
        }
        refusal => refusal.into(),
    }
}

/// Good, when nothing was found and the library agrees; its reason, when it does not.
fn conclusion(ticket: &str, unverified: &Unverified, hints: &Hints<'_>, findings: &[Finding]) -> Option<Finding> {
    if findings.iter().any(|finding| finding.code().is_some()) {
        return None;
    }
    let in_doubt = findings.iter().any(|finding| finding.id() < FindingId::Good);
    Some(match verdict::verdict(ticket, unverified, in_doubt, hints)? {
        Ok(good) => Finding::Good(good),
        Err(error) => Finding::Refused(error),
    })
}
