//! Who signed a ticket, and what went wrong when that is not who should have.

mod form;
mod garbled;
mod mac;
mod recipes;

use std::iter;

use usersig::SdkAppId;

use crate::claims::Claims;
use crate::document::Document;
use crate::fault::{Recipe, SignatureFault};
use crate::hints::{Hints, NamedKey};
use crate::signature::recipes::Line;
use crate::verdict;

/// What a signature shows.
#[derive(Debug, Default)]
pub(crate) struct Examined {
    /// What is wrong with how the MAC is written.
    pub(crate) form: Option<SignatureFault>,
    /// Why it does not hold.
    pub(crate) fault: Option<SignatureFault>,
    /// The name of the key it holds with, one of the app that is asked for.
    pub(crate) signed_by: Option<String>,
}

/// Keys that were given and cannot be used.
pub(crate) fn unusable_keys(hints: &Hints<'_>) -> impl Iterator<Item = SignatureFault> {
    hints.keys.iter().filter_map(|key| {
        let reason = key.secret().err()?;
        Some(SignatureFault::UnusableKey { key: key.name.to_owned(), reason })
    })
}

/// Looks at the MAC, then for a key and a text it fits.
pub(crate) fn check(claims: &Claims, document: Option<&Document>, hints: &Hints<'_>) -> Examined {
    let Some(sig) = &claims.sig else { return Examined::default() };
    let (mac, mut form) = form::read(sig);
    let (Some(mac), Some(lines)) = (mac, recipes::lines(claims)) else {
        return Examined { form, ..Examined::default() };
    };
    let app = hints.sdk_app_id.or_else(|| named_app(claims));
    let case = Case { mac: &mac, lines: &lines, text: &recipes::signed_text(&lines), hints };
    let signing_key = case.signing_key(app);
    if let Some(SignatureFault::Length { cut_from, .. }) = &mut form {
        *cut_from = signing_key.map(|key| key.name.to_owned());
        return Examined { form, ..Examined::default() };
    }
    if let Some(key) = signing_key {
        return match key.sdk_app_id.filter(|of| Some(*of) != app) {
            Some(key_of) => Examined { form, fault: other_apps_key(key, key_of, claims), signed_by: None },
            None => Examined { form, fault: None, signed_by: Some(key.name.to_owned()) },
        };
    }
    let fault = case.not_loaded().or_else(|| case.garbled()).or_else(|| case.other_text(claims, document));
    Examined { form, fault: fault.or_else(|| case.unknown_key(app?, claims)), signed_by: None }
}

/// A MAC, the text it should cover, and who may have made it.
struct Case<'a> {
    mac: &'a [u8],
    lines: &'a [Line],
    text: &'a [u8],
    hints: &'a Hints<'a>,
}

impl<'a> Case<'a> {
    fn keys(&self) -> impl Iterator<Item = &'a NamedKey<'a>> {
        self.hints.keys.iter().filter(|key| key.secret().is_ok())
    }

    /// One that counts for the app rather than another with the same text.
    fn signing_key(&self, app: Option<SdkAppId>) -> Option<&'a NamedKey<'a>> {
        let mut signing = self.keys().filter(|key| mac::covers(key.bare().as_bytes(), self.text, self.mac));
        let first = signing.next()?;
        let counts = |key: &&NamedKey<'_>| key.sdk_app_id.is_none() || key.sdk_app_id == app;
        iter::once(first).chain(signing).find(counts).or(Some(first))
    }

    fn not_loaded(&self) -> Option<SignatureFault> {
        let signed_with = |word: &str| mac::covers(word.as_bytes(), self.text, self.mac);
        if signed_with(SAMPLE_KEY) {
            return Some(SignatureFault::SampleKey);
        }
        NOT_LOADED.into_iter().find(|word| signed_with(word)).map(|word| SignatureFault::KeyNotLoaded { word })
    }

    fn garbled(&self) -> Option<SignatureFault> {
        self.hints.keys.iter().find_map(|key| {
            let mut forms = garbled::forms(key).into_iter();
            let (garble, _) = forms.find(|(_, form)| mac::covers(form, self.text, self.mac))?;
            Some(SignatureFault::GarbledKey { key: key.name.to_owned(), garble })
        })
    }

    fn other_text(&self, claims: &Claims, document: Option<&Document>) -> Option<SignatureFault> {
        let keys: Vec<_> = self.keys().map(|key| (key, mac::keyed(key.bare().as_bytes()))).collect();
        if keys.is_empty() {
            return None;
        }
        let signed = |(recipe, text): (Recipe, Vec<u8>)| {
            let (key, _) = keys.iter().find(|(_, keyed)| mac::fits(keyed, &text, self.mac))?;
            Some((*key, recipe))
        };
        let swapped = || {
            let key = self.keys().find(|key| mac::covers(self.text, key.bare().as_bytes(), self.mac))?;
            Some((key, Recipe::KeyAndTextSwapped))
        };
        let (key, recipe) = recipes::all(self.lines, claims, document).find_map(signed).or_else(swapped)?;
        Some(SignatureFault::OtherSignedText { key: key.name.to_owned(), recipe })
    }

    /// Of another app's ticket nobody expects that it is signed with this app's keys.
    fn unknown_key(&self, app: SdkAppId, claims: &Claims) -> Option<SignatureFault> {
        let is_own = named_app(claims) == Some(app);
        let tried = verdict::keys_of(app, self.hints).count();
        (is_own && tried > 0).then_some(SignatureFault::WrongKey { tried })
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

/// What stands in a variable without a value, as text.
const NOT_LOADED: [&str; 7] = ["", "undefined", "null", "None", "nil", "[object Object]", "[object Promise]"];

/// The key every official sample is signed with; the service refuses it.
const SAMPLE_KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
