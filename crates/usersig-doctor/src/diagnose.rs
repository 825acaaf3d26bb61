//! The order of the examination.

use usersig::{BadJson, MalformedTicket, Unverified, inspect};

use crate::claims::Claims;
use crate::document::{Document, Reading};
use crate::fault::{DocumentFault, EnvelopeFault, JsonFlaw, SignatureFault};
use crate::finding::Finding;
use crate::finding_id::FindingId;
use crate::hints::Hints;
use crate::{envelope, identity, members, private_map_key, signature, times, verdict};

/// The most bytes that are looked at: a ticket several times over, and the text that may have been pasted with it.
const MAX_LEN: usize = 64 * 1024;

/// Says why a ticket is refused, the likeliest cause first, or that it is good.
///
/// There is always a finding. [`Good`](FindingId::Good) is among them exactly if a [`Verifier`](usersig::Verifier) with
/// the same hints accepts the ticket. A value that no hint gives is taken from the ticket. Without a usable key no
/// verifier can be built, and [`Unchecked`](FindingId::Unchecked) stands in the place of `Good`. If other findings stand
/// before either of them, these are only doubts. The [crate's documentation](crate#ranking) describes the ranking.
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
    let reading = envelope::document(ticket);
    let (claims, mut faults) = claims(reading.as_ref(), strict.as_ref().ok(), hints);
    let document = reading.as_ref().map(|reading| &reading.document);
    if faults.contains(&DocumentFault::LegacyVersion) {
        // The oldest tickets of version 1 are plain JSON, so that is not a fault of theirs.
        findings.retain(|finding| finding.id() != FindingId::NotCompressed);
        faults.retain(|fault| *fault == DocumentFault::LegacyVersion);
    }
    let signature = signature::check(&claims, document, hints);
    faults.extend(signature.unreadable);
    if let (Err(refusal), [], None) = (&strict, &faults[..], &signature.form) {
        findings.push(refused(*refusal, document));
    }
    // Values that were only guessed do not show that another key signed them.
    let is_sound = faults.is_empty() && (strict.is_ok() || signature.form.is_some());
    let is_told = |fault: &SignatureFault| {
        is_sound || !matches!(fault, SignatureFault::WrongKey { .. } | SignatureFault::WrongKeyOrText { .. })
    };
    findings.extend(faults.into_iter().map(Finding::from));
    findings.extend(signature.form.map(Finding::from));
    findings.extend(signature.faults.into_iter().filter(is_told).map(Finding::from));
    findings.extend(identity::check(&claims, hints, signature.signed_by).into_iter().map(Finding::from));
    let end_of_privileges = strict.as_ref().ok().map(private_map_key::end_of);
    findings.extend(times::check(&claims, end_of_privileges, hints).into_iter().map(Finding::from));
    if let Ok(unverified) = strict {
        findings.extend(private_map_key::check(&unverified, &claims, hints).into_iter().map(Finding::from));
        findings.extend(conclusion(ticket, &unverified, hints, findings));
    }
}

/// The claims, with what is wrong with the document that makes them.
fn claims(reading: Option<&Reading>, strict: Option<&Unverified>, hints: &Hints<'_>) -> (Claims, Vec<DocumentFault>) {
    match (reading, strict) {
        (Some(Reading { document, .. }), Some(_)) => members::read(document, hints),
        (Some(Reading { document, flaws }), None) => {
            let (claims, mut faults) = members::read(document, hints);
            faults.extend(flaws.iter().cloned().map(DocumentFault::BadJson));
            (claims, faults)
        }
        (None, Some(unverified)) => (Claims::of(unverified), Vec::new()),
        (None, None) => (Claims::default(), Vec::new()),
    }
}

/// The reason of the strict reader, if the lenient one saw nothing wrong.
fn refused(refusal: MalformedTicket, document: Option<&Document>) -> Finding {
    match refusal {
        MalformedTicket::BadField(bad) => {
            let value = document.and_then(|document| members::shown(document, bad.field));
            DocumentFault::BadMember { bad, value }.into()
        }
        MalformedTicket::BadJson(bad) => DocumentFault::BadJson(match bad {
            BadJson::NotUtf8 => JsonFlaw::NotUtf8,
            BadJson::TooDeep => JsonFlaw::TooDeep,
            BadJson::Syntax { at } => JsonFlaw::Other { at },
            _ => JsonFlaw::Other { at: 0 },
        })
        .into(),
        refusal => refusal.into(),
    }
}

/// Good, if nothing was found and the library agrees; its reason, if it does not.
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
