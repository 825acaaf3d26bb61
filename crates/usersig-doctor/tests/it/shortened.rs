//! Tickets of which a part is missing, and what the evidence says about the part.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use usersig::Language;
use usersig_doctor::{Finding, FindingId as Id};

use crate::common::ask::ask;
use crate::common::case::{Case, case, check};
use crate::common::draft::draft;
use crate::common::packing::in_ticket_alphabet;
use crate::foreign::standard;
use crate::garbles::telling_stream;

pub(crate) fn cases() -> Vec<Case> {
    let good = draft().ticket();
    let head = &good[..60];
    let (log, json) = (format!("userSig={head}... user=alice"), format!("{{\"userSig\":\"{}...\"}}", &good[..8]));
    let mut texts: Vec<(String, &[Id])> =
        MARKS.iter().map(|mark| (format!("{head}{mark}"), &[Id::CutOff][..])).collect();
    texts.extend([
        (format!("{}...", &good[..6]), &[Id::CutOff][..]),
        (format!("\"{head}…\""), &[Id::CutOff]),
        (format!("'{head}'... 104 more characters"), &[Id::CutOff]),
        (format!("{}...{}", &good[..20], &good[170..]), &[Id::CutOff]),
        (log, &[Id::InOtherText, Id::CutOff]),
        (json, &[Id::InOtherText, Id::CutOff]),
        (format!("...{}", &good[40..]), &[Id::BeginningMissing]),
        (format!("… {}", &good[40..]), &[Id::BeginningMissing]),
        (good[10..].to_owned(), &[Id::NotATicket]),
        (good.to_lowercase(), &[Id::CaseFolded]),
        (good.to_uppercase(), &[Id::CaseFolded]),
        (format!("https://example.com/?usersig={}&x=1", good.to_lowercase()), &[Id::CaseFolded]),
        (STANDARD.encode(&good), &[Id::Base64Twice]),
        (STANDARD.encode(standard()), &[Id::Base64Twice, Id::StandardAlphabet]),
        (wrapped(&STANDARD.encode(&good)), &[Id::Base64Twice]),
        (in_ticket_alphabet(&telling_stream()).replace('*', " "), &[Id::PlusAsSpace]),
        (standard().replace('+', " "), &[Id::PlusAsSpace, Id::StandardAlphabet]),
    ]);
    // Everything comes out if no more than four characters are missing.
    texts.extend((1..=4).map(|missing| (good[missing..].to_owned(), &[Id::BeginningMissing][..])));
    let at_any_time = || ask().with(|ask| ask.now = None);
    texts.into_iter().map(|(text, ids)| case("a part is missing", text, ids).asking(at_any_time())).collect()
}

const MARKS: [&str; 10] =
    ["...", "…", " ...", " …", "(truncated)", " [truncated]", "<snip>", "……", "（已截断）", "...[84 more bytes]"];

fn wrapped(text: &str) -> String {
    text.as_bytes().chunks(76).map(|line| str::from_utf8(line).unwrap()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_ticket_that_was_shortened_folded_or_encoded_again_is_named_first() {
    check(&cases());
}

fn first(text: &str) -> Finding {
    ask().diagnose(text).remove(0)
}

#[test]
fn the_evidence_names_the_mark_and_the_part_that_is_missing() {
    let good = draft().ticket();
    for (text, english, chinese) in [
        (format!("{}…", &good[..60]), "It ends in \"…\" after 60 characters.", "第 60 个字符之后以 \"…\" 结尾"),
        (
            format!("{}...{}", &good[..20], &good[170..]),
            "After 20 characters it has \"...\"",
            "第 20 个字符之后以 \"...\" 代替",
        ),
        (format!("...{}", &good[40..]), "It begins with \"...\"", "以 \"...\" 开头"),
        (good[2..].to_owned(), "The first 2 characters are missing.", "缺少前 2 个字符"),
        (good.to_lowercase(), "All its letters are small.", "所有字母都是小写"),
        (
            in_ticket_alphabet(&telling_stream()).replace('*', " "),
            "are replaced by *, the ticket can be read",
            "还原成 * 后",
        ),
    ] {
        let finding = first(&text);
        let (in_english, in_chinese) = (finding.evidence(Language::English), finding.evidence(Language::Chinese));
        assert!(in_english.contains(english) && in_chinese.contains(chinese), "{in_english}\n{in_chinese}");
    }
    for text in [&good[2..], &good[10..]] {
        let remedy = [Language::English, Language::Chinese].map(|language| first(text).remedy(language));
        assert!(remedy[0].contains("begin with eJ") && remedy[1].contains("以 eJ 开头"), "{remedy:?}");
    }
}

#[test]
fn a_changed_character_is_named_by_its_number_or_by_the_place_near_it() {
    let good = draft().ticket();
    let foreign = first(&format!("{}#{}", &good[..30], &good[31..]));
    assert_eq!(foreign.evidence(Language::English), "Character 31 of the ticket is U+0023 '#'");
    assert_eq!(foreign.evidence(Language::Chinese), "票据的第 31 个字符是 U+0023 '#'");

    let lost = first(&format!("{}{}", &good[..57], &good[58..]));
    let evidence = lost.evidence(Language::English);
    let near = evidence.strip_prefix("Near character ").and_then(|rest| rest.split(' ').next()?.parse().ok());
    assert!(near.is_some_and(|near: usize| (57..80).contains(&near)), "{evidence}");
    assert!(lost.evidence(Language::Chinese).contains("个字符附近"));
}
