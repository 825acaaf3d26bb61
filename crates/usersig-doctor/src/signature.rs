//! Who signed a ticket, and what went wrong if the right key did not sign the right text.

mod attempts;
mod form;
mod guess;
mod keys;
mod mac;
mod sample;
mod text;

use std::iter;

use usersig::{Field, SdkAppId};

use crate::base64;
use crate::claims::Claims;
use crate::document::Document;
use crate::fault::{Base64Flaw, DocumentFault, KeyShape, SignatureFault};
use crate::hints::Hints;
use crate::named_key::NamedKey;
use crate::signature::guess::Guess;
use crate::signature::keys::shape;
use crate::signature::sample::{SAMPLE_APP, SAMPLE_KEY};
use crate::signature::text::facts::Facts;
use crate::verdict;

/// The result of looking at a signature.
#[derive(Debug, Default)]
pub(crate) struct Examined {
    /// The faults of how the MAC is written.
    pub(crate) form: Option<SignatureFault>,
    /// Why it does not hold, or a doubt about the key with which it holds.
    pub(crate) faults: Vec<SignatureFault>,
    /// The name of the key it holds with, one of the app that is asked for.
    pub(crate) signed_by: Option<String>,
    /// The faults of a MAC of which nothing can be read.
    pub(crate) unreadable: Option<DocumentFault>,
}

/// Keys that were given and cannot be used.
pub(crate) fn unusable_keys(hints: &Hints<'_>) -> impl Iterator<Item = SignatureFault> {
    hints.keys.iter().filter_map(|key| {
        let reason = key.secret().err()?;
        Some(SignatureFault::UnusableKey { key: key.name.to_owned(), reason, shape: shape::of(key.text) })
    })
}

/// Looks at the MAC, then for a key and a text that it fits.
pub(crate) fn check(claims: &Claims, document: Option<&Document>, hints: &Hints<'_>) -> Examined {
    let Some(sig) = &claims.sig else { return Examined::default() };
    let (mac, mut form) = form::read(sig);
    if mac.is_none() && form.is_none() {
        let flaw = base64::flaw(sig).unwrap_or(Base64Flaw::Empty);
        let fault = DocumentFault::BadBase64 { field: Field::Sig, flaw, characters: sig.chars().count() };
        return Examined { unreadable: Some(fault), ..Examined::default() };
    }
    let (Some(mac), Some(facts)) = (mac, Facts::of(claims, document, hints)) else {
        return Examined { form, ..Examined::default() };
    };
    let app = hints.sdk_app_id.or_else(|| named_app(claims));
    let text = facts.text().bytes();
    let signing_key = signing_key(hints, app, &text, &mac);
    if let Some(SignatureFault::Length { cut_from, .. }) = &mut form {
        *cut_from = signing_key.map(|key| key.name.to_owned());
        return Examined { form, ..Examined::default() };
    }
    if let Some(key) = signing_key {
        let key_of = key.sdk_app_id.filter(|of| Some(*of) != app);
        let signed_by = key_of.is_none().then(|| key.name.to_owned());
        let fault = key_of.map_or_else(|| public_key(key, app), |key_of| other_apps_key(key, key_of, claims));
        return Examined { form, faults: fault.into_iter().collect(), signed_by, unreadable: None };
    }
    let faults = Guess { facts: &facts, mac: &mac, hints }.faults();
    let unknown = if faults.is_empty() { app.and_then(|app| unknown_key(app, claims, hints)) } else { None };
    Examined { form, faults: faults.into_iter().chain(unknown).collect(), ..Examined::default() }
}

/// The key that signed. One that counts for the app is preferred to another with the same text.
fn signing_key<'a>(hints: &'a Hints<'a>, app: Option<SdkAppId>, text: &[u8], mac: &[u8]) -> Option<&'a NamedKey<'a>> {
    let usable = hints.keys.iter().filter(|key| key.secret().is_ok());
    let mut signing = usable.filter(|key| mac::covers(key.line().as_bytes(), text, mac));
    let first = signing.next()?;
    let counts = |key: &&NamedKey<'_>| key.sdk_app_id.is_none() || key.sdk_app_id == app;
    iter::once(first).chain(signing).find(counts).or(Some(first))
}

/// The sample key of another app than the samples' own: a verifier with that key accepts the ticket, the service not.
fn public_key(key: &NamedKey<'_>, app: Option<SdkAppId>) -> Option<SignatureFault> {
    let is_sample_app = app.is_some_and(|app| app.number() == SAMPLE_APP);
    (key.line() == SAMPLE_KEY && !is_sample_app).then_some(SignatureFault::SampleKey { given: true })
}

/// Only of this app's own tickets can be said that one of its keys should have signed them.
fn unknown_key(app: SdkAppId, claims: &Claims, hints: &Hints<'_>) -> Option<SignatureFault> {
    if named_app(claims) != Some(app) {
        return None;
    }
    let shapes: Vec<(String, KeyShape)> =
        verdict::keys_of(app, hints).map(|(key, _)| (key.name.to_owned(), shape::of(key.text))).collect();
    let is_any_expected = shapes.iter().any(|(_, shape)| *shape == KeyShape::Expected);
    match shapes.len() {
        0 => None,
        _ if is_any_expected => Some(SignatureFault::WrongKeyOrText { shapes }),
        _ => Some(SignatureFault::WrongKey { shapes }),
    }
}

/// Nothing when the ticket is genuine for the app it names, which is not the one asked for.
fn other_apps_key(key: &NamedKey<'_>, key_of: SdkAppId, claims: &Claims) -> Option<SignatureFault> {
    let named = named_app(claims)?;
    (named != key_of).then(|| SignatureFault::OtherAppsKey { key: key.name.to_owned(), key_of, named: named.number() })
}

fn named_app(claims: &Claims) -> Option<SdkAppId> {
    SdkAppId::new(u32::try_from(claims.sdk_app_id.as_ref()?.value).ok()?).ok()
}
