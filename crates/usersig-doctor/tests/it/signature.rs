//! Who signed, with what, over what, and how that is written.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};
use usersig_doctor::{Finding, FindingId as Id, SignatureEncoding, SignatureFault};

use crate::common::ask::{Ask, ask};
use crate::common::case::{Case, case, check};
use crate::common::draft::draft;
use crate::common::packing::{hex, in_ticket_alphabet};
use crate::common::{APP, KEY, OTHER_APP, OTHER_KEY};

fn signed_with(key: &[u8]) -> String {
    draft().with(|draft| draft.key = key.to_vec()).ticket()
}

/// A key for each of two apps.
fn both_keys() -> Ask {
    ask().with(|ask| {
        ask.keys = vec![("prod".into(), KEY.into(), Some(APP)), ("staging".into(), OTHER_KEY.into(), Some(OTHER_APP))];
    })
}

const SAMPLE_KEY: &[u8] = b"5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

const PEM: &str = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n";

pub(crate) fn cases() -> Vec<Case> {
    let with_sig = |sig: String| draft().ticket_with_sig(&sig);
    let mac = draft().mac();
    vec![
        case("hex digits are told", with_sig(hex(&mac)), &[Id::SignatureEncoding]),
        case("a MAC of another length is told", with_sig(STANDARD.encode([7; 20])), &[Id::SignatureLength]),
        case("a MAC that is cut is told", with_sig(STANDARD.encode(&mac[..16])), &[Id::SignatureLength]),
        case("the key of another app is told", signed_with(OTHER_KEY.as_bytes()), &[Id::OtherAppsKey])
            .asking(both_keys()),
        case("the right one of two keys is found", signed_with(KEY.as_bytes()), &[Id::Good]).asking(both_keys()),
        case("one key of two apps counts for the one asked for", signed_with(OTHER_KEY.as_bytes()), &[Id::Good])
            .asking(both_keys().with(|ask| ask.keys.push(("shared".into(), OTHER_KEY.into(), Some(APP))))),
        case("a key with a line end is told", signed_with(format!("{KEY}\n").as_bytes()), &[Id::GarbledKey]),
        case("a key that was not loaded is told", signed_with(b"undefined"), &[Id::KeyNotLoaded]),
        case("so is an empty one, even when no key is given", signed_with(b""), &[Id::KeyNotLoaded])
            .asking(ask().with(|ask| ask.keys.clear())),
        case("the key of the samples is told", signed_with(SAMPLE_KEY), &[Id::SampleKey]),
        case(
            "a text without its last line end is told",
            over(|text| text.trim_end().to_owned()),
            &[Id::OtherSignedText],
        ),
        case("if no key and no text fits, both are told", signed_with(b"nobody knows it"), &[Id::WrongKeyOrText]),
        case("a key that does not look like one is wrong", signed_with(b"nobody knows it"), &[Id::WrongKey])
            .asking(ask().with(|ask| ask.keys[0].1 = "the key of the cloud API".into())),
        case("without a key a signature is not judged", signed_with(b"nobody knows it"), &[Id::Unchecked])
            .asking(ask().with(|ask| ask.keys.clear())),
        case("a key that cannot be one is told", draft().ticket(), &[Id::Good, Id::UnusableKey])
            .asking(ask().with(|ask| ask.keys.push(("old".into(), PEM.into(), None)))),
    ]
}

fn over(change: impl FnOnce(&str) -> String) -> String {
    draft().ticket_signed_over(change(&draft().signed_text()).as_bytes())
}

#[test]
fn what_is_wrong_with_a_signature_is_told() {
    check(&cases());
}

#[test]
fn every_other_way_to_write_a_mac_is_recognised() {
    let with = |number| draft().with(|draft| draft.time -= number);
    // A MAC with both characters in which the alphabets differ.
    let draft = (0..100).map(with).find(|draft| ['+', '/'].iter().all(|c| STANDARD.encode(draft.mac()).contains(*c)));
    let draft = draft.unwrap();
    let mac = draft.mac();
    for (sig, encoding) in [
        (hex(&mac), SignatureEncoding::Hex),
        (hex(&mac).to_uppercase(), SignatureEncoding::Hex),
        (STANDARD.encode(hex(&mac)), SignatureEncoding::Base64OfHex),
        (STANDARD.encode(STANDARD.encode(&mac)), SignatureEncoding::Base64Twice),
        (URL_SAFE.encode(&mac), SignatureEncoding::UrlSafe),
        (in_ticket_alphabet(&mac), SignatureEncoding::TicketAlphabet),
        (STANDARD_NO_PAD.encode(&mac), SignatureEncoding::Padding),
        (format!("{}\n", STANDARD.encode(&mac)), SignatureEncoding::WhiteSpace),
    ] {
        let findings = ask().diagnose(&draft.ticket_with_sig(&sig));
        assert_eq!(findings, [Finding::Signature(SignatureFault::Encoding(encoding))], "{sig}");
    }
}

#[test]
fn a_mac_in_another_encoding_is_still_checked() {
    let other = draft().with(|draft| draft.key = OTHER_KEY.into());
    let findings = ask().diagnose(&other.ticket_with_sig(&hex(&other.mac())));
    assert_eq!(crate::common::case::ids(&findings), [Id::SignatureEncoding, Id::WrongKeyOrText]);
}

#[test]
fn a_cut_mac_names_the_key_it_was_cut_from_and_another_length_names_none() {
    let cut = draft().ticket_with_sig(&STANDARD.encode(&draft().mac()[..20]));
    let expected = SignatureFault::Length { bytes: 20, cut_from: Some("prod".into()) };
    assert_eq!(ask().diagnose(&cut), [Finding::Signature(expected)]);
    for bytes in [16, 20, 48, 64] {
        let text = draft().ticket_with_sig(&STANDARD.encode(vec![7; bytes]));
        assert_eq!(ask().diagnose(&text), [Finding::Signature(SignatureFault::Length { bytes, cut_from: None })]);
    }
}

#[test]
fn the_key_of_another_app_is_named_with_its_app() {
    let findings = both_keys().diagnose(&signed_with(OTHER_KEY.as_bytes()));
    let [Finding::Signature(SignatureFault::OtherAppsKey { key, key_of, named })] = &findings[..] else {
        panic!("{findings:?}");
    };
    assert_eq!((key.as_str(), key_of.number(), *named), ("staging", OTHER_APP, APP));
}

#[test]
fn another_apps_genuine_ticket_is_only_another_apps() {
    let other = draft().with(|draft| (draft.app, draft.key) = (OTHER_APP.into(), OTHER_KEY.into()));
    assert_eq!(crate::common::case::ids(&both_keys().diagnose(&other.ticket())), [Id::WrongSdkAppId]);
}
