//! The words in both languages.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use usersig::Language;
use usersig_doctor::{Finding, Rendered};

use crate::common::ask::{ask, ask_nothing};
use crate::common::draft::draft;
use crate::common::packing::pack;
use crate::common::{KEY, OTHER_KEY};
use crate::every_case;

const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

fn sentences(finding: &Finding, language: Language) -> [String; 3] {
    [finding.what(language), finding.evidence(language), finding.remedy(language)]
}

#[test]
fn every_finding_has_three_sentences_without_full_stops_in_both_languages() {
    for case in every_case() {
        for finding in case.ask.diagnose(&case.text) {
            for sentence in sentences(&finding, Language::English) {
                assert!(!sentence.is_empty() && !sentence.ends_with('.') && sentence.len() < 600, "{sentence}");
            }
            for sentence in sentences(&finding, Language::Chinese) {
                assert!(!sentence.is_empty() && !sentence.ends_with('。') && sentence.len() < 700, "{sentence}");
            }
            assert!(!finding.what(Language::Chinese).is_ascii(), "{finding:?}");
            assert!(!finding.remedy(Language::Chinese).is_ascii(), "{finding:?}");
        }
    }
}

#[test]
fn no_key_no_whole_ticket_and_no_whole_mac_is_ever_said() {
    let mac = STANDARD.encode(draft().mac());
    for case in every_case() {
        let findings = case.ask.diagnose(&case.text);
        let said = LANGUAGES.map(|language| findings.iter().flat_map(|f| sentences(f, language)).collect::<String>());
        let debug = format!("{findings:?} {:?}", case.ask.hints());
        for text in said.iter().chain([&debug]) {
            let lower = text.to_lowercase();
            assert!(!lower.contains(&KEY[..16]) && !lower.contains(&OTHER_KEY[..16]), "{}: {text}", case.promise);
            assert!(!text.contains(&mac[..24]), "{}: {text}", case.promise);
            assert!(case.text.len() < 64 || !text.contains(&case.text), "{}: {text}", case.promise);
        }
    }
}

#[test]
fn a_key_in_the_place_of_anything_else_is_not_said() {
    let members = ["TLS.ver", "TLS.identifier", "TLS.sdkappid", "TLS.time", "TLS.expire", "TLS.sig", "TLS.userbuf"];
    let in_a_member = members.map(|member| pack(&format!("{{\"{member}\":\"{KEY}\"}}")));
    let as_id = draft().with(|draft| draft.id = KEY.into()).ticket();
    let as_name = pack(&format!("{{\"{KEY}\":1}}"));
    for text in in_a_member.iter().chain([&as_id, &as_name, &KEY.to_owned()]) {
        for ask in [ask(), ask_nothing(), ask().with(|ask| ask.user = Some(KEY.into()))] {
            for finding in ask.diagnose(text) {
                let said = LANGUAGES.map(|language| sentences(&finding, language).concat()).concat();
                assert!(!KEY.as_bytes().windows(8).any(|part| said.contains(str::from_utf8(part).unwrap())), "{said}");
            }
        }
    }
}

#[test]
fn control_characters_of_a_ticket_are_escaped() {
    let text = draft().with(|draft| draft.id = "\u{1b}[2J\u{202e}\nalice".into()).ticket();
    for finding in ask().diagnose(&text) {
        for sentence in LANGUAGES.into_iter().flat_map(|language| sentences(&finding, language)) {
            assert!(!sentence.contains(|c: char| c.is_control() || c == '\u{202e}'), "{sentence:?}");
        }
    }
}

#[test]
fn a_finding_is_written_as_json_with_its_code_as_a_number() {
    let finding = &ask().diagnose("")[0];
    let json = serde_json::to_value(Rendered::new(finding, Language::English)).unwrap();
    assert_eq!(json["id"], "empty");
    assert_eq!(json["code"], 70002);
    assert_eq!(json.as_object().unwrap().len(), 5);
    let good = &ask().diagnose(&draft().ticket())[0];
    assert!(serde_json::to_value(Rendered::new(good, Language::Chinese)).unwrap()["code"].is_null());
}

#[test]
fn a_good_ticket_tells_its_key_and_how_long_it_lasts() {
    let good = &ask().diagnose(&draft().ticket())[0];
    assert_eq!(good.what(Language::English), "The UserSig is good");
    assert_eq!(
        good.evidence(Language::English),
        "It is signed with key \"prod\" and valid through 2023-11-21T22:13:20Z (1700604800), 7 d left"
    );
    let unchecked = &ask().with(|ask| ask.keys.clear()).diagnose(&draft().ticket())[0];
    assert_eq!(unchecked.what(Language::English), "The UserSig is readable, and its signature was not checked");
}
