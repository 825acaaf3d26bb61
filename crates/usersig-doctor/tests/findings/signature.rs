//! Who signed, with what, over what, and how that is written.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};
use usersig_doctor::{Finding, FindingId as Id, KeyGarble, Recipe, SignatureEncoding, SignatureFault};

use crate::common::{
    APP, Ask, Case, Draft, KEY, OTHER_APP, OTHER_KEY, ask, case, check, document, draft, in_ticket_alphabet, mac, map,
};

fn signed_with(key: &[u8]) -> String {
    draft().with(|draft| draft.key = key.to_vec()).ticket()
}

/// A key for each of two apps.
fn both_keys() -> Ask {
    ask().with(|ask| {
        ask.keys = vec![("prod".into(), KEY.into(), Some(APP)), ("staging".into(), OTHER_KEY.into(), Some(OTHER_APP))];
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
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
        case("a key nobody knows is wrong", signed_with(b"nobody knows it"), &[Id::WrongKey]),
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
fn every_way_to_garble_a_key_is_recognised() {
    let decoded: Vec<u8> =
        (0..KEY.len()).step_by(2).map(|at| u8::from_str_radix(&KEY[at..at + 2], 16).unwrap()).collect();
    let base64 = STANDARD.decode(KEY).unwrap();
    for (key, garble) in [
        (format!("{KEY} ").into_bytes(), KeyGarble::Space),
        (format!(" {KEY}").into_bytes(), KeyGarble::Space),
        (format!("{KEY}\n").into_bytes(), KeyGarble::LineEnd),
        (format!("{KEY}\r\n").into_bytes(), KeyGarble::CarriageReturn),
        (format!("\u{feff}{KEY}").into_bytes(), KeyGarble::ByteOrderMark),
        (format!("\"{KEY}\"").into_bytes(), KeyGarble::Quoted),
        (KEY.to_uppercase().into_bytes(), KeyGarble::UpperCase),
        (decoded, KeyGarble::HexDecoded),
        (base64, KeyGarble::Base64Decoded),
        (KEY.as_bytes()[1..].to_vec(), KeyGarble::Cut),
        (KEY.as_bytes()[..KEY.len() - 1].to_vec(), KeyGarble::Cut),
    ] {
        let expected = SignatureFault::GarbledKey { key: "prod".into(), garble };
        assert_eq!(ask().diagnose(&signed_with(&key)), [Finding::Signature(expected)]);
    }
}

#[test]
fn a_key_that_is_given_garbled_itself_is_recognised() {
    let given = |text: &str| ask().with(|ask| ask.keys[0].1 = text.to_owned());
    for (text, key, garble) in [
        (KEY.to_uppercase(), KEY, KeyGarble::LowerCase),
        (format!("'{KEY}'"), KEY, KeyGarble::Quoted),
        (PEM.to_owned(), PEM, KeyGarble::Pem),
        (PEM.to_owned(), PEM.trim_end(), KeyGarble::Pem),
    ] {
        let expected = SignatureFault::GarbledKey { key: "prod".into(), garble };
        assert_eq!(given(&text).diagnose(&signed_with(key.as_bytes()))[0], Finding::Signature(expected));
    }
    // White space around a key that is given is no fault of the ticket.
    assert_eq!(given(&format!(" {KEY}\r\n")).diagnose(&draft().ticket())[0].id(), Id::Good);
}

fn recipe_of(draft: &Draft, text: &[u8]) -> Recipe {
    let asked = ask().with(|ask| ask.kind = None);
    match asked.diagnose(&draft.ticket_signed_over(text)).swap_remove(0) {
        Finding::Signature(SignatureFault::OtherSignedText { key, recipe }) => {
            assert_eq!(key, "prod");
            recipe
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_wrong_text_under_the_right_key_is_recognised() {
    let draft = draft();
    let text = draft.signed_text();
    let values = "alice14000000001700000000604800";
    for (other, recipe) in [
        (text.replace('\n', "\\n"), Recipe::BackslashN),
        (text.replace('\n', "\r\n"), Recipe::CarriageReturns),
        (text.replace('\n', ""), Recipe::NoLineEnds),
        (text.trim_end().to_owned(), Recipe::NoLastLineEnd),
        (format!("TLS.ver:2.0\n{text}"), Recipe::VersionLine),
        (format!("{text}TLS.ver:2.0\n"), Recipe::VersionLine),
        (text.replace("1700000000", "1700000000123"), Recipe::Milliseconds),
        (text.replace("604800", "604800000"), Recipe::Milliseconds),
        (text.replace("1700000000", "1700000000999").replace("604800", "604800000"), Recipe::Milliseconds),
        (document(&draft.unsigned_members()), Recipe::Document),
        (document(&draft.unsigned_members()).replace("\":", "\": ").replace(",\"", ", \""), Recipe::Document),
        (format!("{values}{}", STANDARD.encode(values)), Recipe::DocumentedFormula),
    ] {
        assert_eq!(recipe_of(&draft, other.as_bytes()), recipe, "{other:?}");
    }
}

#[test]
fn every_other_order_of_the_lines_is_recognised() {
    let draft = draft();
    let lines = draft.lines();
    let mut orders = 0;
    for a in 0..4 {
        for b in (0..4).filter(|b| *b != a) {
            for c in (0..4).filter(|c| ![a, b].contains(c)) {
                let order = [a, b, c, 6 - a - b - c];
                if order == [0, 1, 2, 3] {
                    continue;
                }
                let text = order.map(|at| lines[at].as_str()).join("\n") + "\n";
                let Recipe::OtherOrder(names) = recipe_of(&draft, text.as_bytes()) else { panic!("{order:?}") };
                assert!(names.iter().zip(order).all(|(name, at)| lines[at].starts_with(name)));
                orders += 1;
            }
        }
    }
    assert_eq!(orders, 23);
}

#[test]
fn a_document_in_milliseconds_over_a_text_in_seconds_is_recognised() {
    let draft = draft().with(|draft| draft.time = draft.time * 1000 + 5);
    let text = draft.signed_text().replace("1700000000005", "1700000000");
    assert_eq!(recipe_of(&draft, text.as_bytes()), Recipe::Seconds);
}

#[test]
fn key_and_text_in_each_others_place_are_recognised() {
    let swapped = mac(draft().signed_text().as_bytes(), KEY.as_bytes());
    let expected = SignatureFault::OtherSignedText { key: "prod".into(), recipe: Recipe::KeyAndTextSwapped };
    let text = draft().ticket_with_sig(&STANDARD.encode(swapped));
    assert_eq!(ask().diagnose(&text), [Finding::Signature(expected)]);
}

#[test]
fn slips_about_the_userbuf_are_recognised() {
    let draft = map().draft();
    let without = draft.lines()[..4].join("\n") + "\n";
    assert_eq!(recipe_of(&draft, without.as_bytes()), Recipe::NoUserbufLine);
    let raw = [without.as_bytes(), b"TLS.userbuf:", &map().bytes(), b"\n"].concat();
    assert_eq!(recipe_of(&draft, &raw), Recipe::RawUserbuf);
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
    assert_eq!(crate::common::ids(&findings), [Id::SignatureEncoding, Id::WrongKey]);
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
    assert_eq!(crate::common::ids(&both_keys().diagnose(&other.ticket())), [Id::WrongSdkAppId]);
}
