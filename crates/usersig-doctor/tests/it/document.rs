//! The faults of the members of a document.

use usersig_doctor::FindingId as Id;

use crate::common::ask::ask;
use crate::common::case::{Case, case, check};
use crate::common::draft::{Draft, Members, document, draft, rename, set};
use crate::common::packing::pack;

fn changed(change: impl FnOnce(&mut Members)) -> String {
    draft().ticket_with_members(change)
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = of_names();
    cases.extend(of_values());
    cases
}

fn of_names() -> Vec<Case> {
    let legacy = r#"{"TLS.account_type":"0","TLS.identifier":"alice","TLS.appid_at_3rd":"0","TLS.sdk_appid":"1400000000","TLS.expire_after":"15552000","TLS.version":"201803230000","TLS.time":"1600000000","TLS.sig":"MEUCIQ=="}"#;
    vec![
        case("a ticket of version 1 is told", pack(legacy), &[Id::LegacyVersion]),
        case("so is its oldest, plain form", legacy, &[Id::LegacyVersion]),
        case("a member that stands twice is told", twice("TLS.identifier"), &[Id::DuplicateMember]),
        case(
            "a member in small letters is misspelt",
            misspelt("TLS.identifier", "tls.identifier"),
            &[Id::MisspeltMember],
        ),
        case("one wrong letter is a slip", misspelt("TLS.identifier", "TLS.identifer"), &[Id::MisspeltMember]),
        case("so is a name without the prefix", misspelt("TLS.expire", "expire"), &[Id::MisspeltMember]),
        case("so is the name of another system", misspelt("TLS.identifier", "userId"), &[Id::MisspeltMember]),
        case("every member may be misspelt", all_misspelt(), &[Id::MisspeltMember; 6]),
        case("a member that is not there is missing", missing("TLS.ver"), &[Id::MissingMember]),
        case("without a signature nothing else can be told of it", missing("TLS.sig"), &[Id::MissingMember]),
        case("an empty object lacks everything", pack("{}"), &[Id::MissingMember; 6]),
    ]
}

fn of_values() -> Vec<Case> {
    let value = |name: &str, value: &str| changed(|members| set(members, name, value));
    vec![
        case("a number in quotes is told", value("TLS.sdkappid", "\"1400000000\""), &[Id::NumberAsText]),
        case("so are all of them", numbers_as_text(), &[Id::NumberAsText; 3]),
        case("an id without quotes is told", numeric_id(), &[Id::TextAsNumber])
            .asking(ask().with(|ask| ask.user = Some("10086".into()))),
        case("a version without quotes too", value("TLS.ver", "2.0"), &[Id::TextAsNumber]),
        case("a time with a fraction is told", fraction(), &[Id::NotWholeNumber]),
        case("a fraction of nothing too", value("TLS.time", "1700000000.0"), &[Id::NotWholeNumber]),
        case("another version is told", value("TLS.ver", "\"1.0\""), &[Id::BadMember]),
        case("a lifetime below zero is told", value("TLS.expire", "-1"), &[Id::BadMember]),
        case("so is 2^64, which is no fraction", value("TLS.time", "18446744073709551616"), &[Id::BadMember]),
        case("a lifetime beyond all numbers is told", value("TLS.expire", "1e30"), &[Id::BadMember]),
        case("the app 0 is told", draft().with(|draft| draft.app = 0).ticket(), &[Id::BadMember, Id::WrongSdkAppId]),
        case("an id that is null is told", value("TLS.identifier", "null"), &[Id::BadMember]),
        case("a signature that is true is told", value("TLS.sig", "true"), &[Id::BadMember]),
        case("a userbuf that is not base64 is told", userbuf("\"*\""), &[Id::BadMember, Id::NotAUserSig]),
        case("members inside another one are told once", nested(), &[Id::NestedMembers]),
        case("a dict of Python is told", pack(&python()), &[Id::BadJson]),
    ]
}

#[test]
fn what_is_wrong_with_a_member_is_told_and_the_rest_is_read_on() {
    check(&cases());
}

fn misspelt(name: &str, new: &str) -> String {
    changed(|members| rename(members, name, new))
}

fn all_misspelt() -> String {
    changed(|members| members.iter_mut().for_each(|(name, _)| *name = name.replace("TLS.", "tls_").to_uppercase()))
}

fn missing(name: &str) -> String {
    changed(|members| members.retain(|(known, _)| known != name))
}

fn twice(name: &str) -> String {
    changed(|members| {
        let member = members.iter().find(|(known, _)| known == name).unwrap().clone();
        members.insert(0, member);
    })
}

fn numbers_as_text() -> String {
    changed(|members| {
        for (_, value) in members.iter_mut().filter(|(_, value)| !value.starts_with('"')) {
            *value = format!("\"{value}\"");
        }
    })
}

fn numeric_id() -> String {
    let draft = draft().with(|draft| draft.id = "10086".into());
    draft.ticket_with_members(|members| set(members, "TLS.identifier", "10086"))
}

/// As Python's `time.time()` gives it, in the document and in the signed text.
fn fraction() -> String {
    let draft: Draft = draft();
    let text = draft.signed_text().replace("1700000000", "1700000000.25");
    let sig = base64::Engine::encode(
        &base64::engine::general_purpose::STANDARD,
        crate::common::draft::mac(&draft.key, text.as_bytes()),
    );
    let mut members = draft.members_with_sig(&sig);
    set(&mut members, "TLS.time", "1700000000.25");
    pack(&document(&members))
}

fn userbuf(value: &str) -> String {
    let mut draft = draft();
    // The value in the document is the value that is signed, as by a signer that takes the text as it is.
    let text = format!("{}TLS.userbuf:*\n", draft.signed_text());
    let sig = base64::Engine::encode(
        &base64::engine::general_purpose::STANDARD,
        crate::common::draft::mac(&draft.key, text.as_bytes()),
    );
    draft.userbuf = Some(Vec::new());
    let mut members = draft.members_with_sig(&sig);
    set(&mut members, "TLS.userbuf", value);
    pack(&document(&members))
}

fn nested() -> String {
    let document = draft().document();
    pack(&format!("{{\"TLS\":{}}}", document.replace("TLS.", "")))
}

fn python() -> String {
    draft().document().replace('"', "'")
}
