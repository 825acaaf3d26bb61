//! The changes to a ticket's text and to its container.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use usersig_doctor::{EnvelopeFault, Finding, FindingId as Id};

use crate::common::ask::{ask, ask_nothing};
use crate::common::case::{Case, case, check, ids};
use crate::common::draft::draft;
use crate::common::packing::{in_ticket_alphabet, pack, zlib};
use crate::garbles::{
    blocks, damaged, flushed, good_with_percent, gzip, headed, jwt, padded_document, percent, raw_deflate,
    telling_stream, too_long,
};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = of_text();
    cases.extend(of_encoding());
    cases.extend(of_container());
    // The lifetime and the issue of the telling stream do not matter here.
    cases.into_iter().map(|case| case.asking(ask().with(|ask| ask.now = None))).collect()
}

fn of_text() -> Vec<Case> {
    let good = draft().ticket();
    let broken = good.as_bytes().chunks(76).map(|line| str::from_utf8(line).unwrap()).collect::<Vec<_>>().join("\r\n");
    vec![
        case("no text is empty", "", &[Id::Empty]),
        case("white space alone is empty", " \r\n\u{feff}", &[Id::Empty]),
        case("a text beyond any ticket is too long", "e".repeat(70_000), &[Id::TooLong]),
        case("a ticket of stored blocks may be too long", too_long(), &[Id::TooLong]),
        case("a variable without a value is a placeholder", "undefined", &[Id::Placeholder]),
        case("so it is in quotes", "\"null\"\n", &[Id::Placeholder]),
        case("a promise nobody awaited is a placeholder", "[object Promise]", &[Id::Placeholder]),
        case("a key is no ticket", crate::common::OTHER_KEY, &[Id::SecretKeyPasted]),
        case("a JWT is told by its look", jwt(), &[Id::Jwt]),
        case("an Agora token of version 6 is told", format!("006{}IAAx+/=", "0f".repeat(16)), &[Id::VendorToken]),
        case("an Agora token of version 7 is told", "007eJxTYBBbsMMnKq7p9Hf", &[Id::VendorToken]),
        case("a PASETO token is told", "v4.local.AAAAAAAAAAAAAAAA", &[Id::VendorToken]),
        case("quotes are taken off", format!("\"{good}\""), &[Id::Quoted]),
        case("escaped quotes are taken off", format!("\\\"{good}\\\""), &[Id::Quoted]),
        case("a ticket is taken out of a header", format!("Bearer {good}"), &[Id::InOtherText]),
        case("and of a parameter", format!("sdkappid=1&usersig={good}&random=7"), &[Id::InOtherText]),
        case("and of an answer", format!("{{\"code\":0,\"userSig\":\"{good}\"}}\n"), &[Id::InOtherText]),
        case(
            "and of a URL that was encoded",
            percent(&format!("https://example.com/?usersig={good}")),
            &[Id::InOtherText, Id::UrlEncoded],
        ),
        case("a line end is taken off", format!("{good}\n"), &[Id::WhiteSpace]),
        case("line breaks are taken out", broken, &[Id::WhiteSpace]),
        case("a byte order mark is taken off", format!("\u{feff}{good}"), &[Id::WhiteSpace]),
        case("an invisible space is taken out", good.replacen('J', "J\u{200b}", 1), &[Id::WhiteSpace]),
        case("a character no alphabet has is told", good.replacen('J', "!", 1), &[Id::ForeignCharacter]),
        case(
            "quotes, white space and percent signs may come together",
            format!("' {}'\n", percent(&good)),
            &[Id::Quoted, Id::WhiteSpace, Id::UrlEncoded],
        ),
    ]
}

fn of_encoding() -> Vec<Case> {
    let stream = telling_stream();
    let standard = STANDARD.encode(&stream);
    let padded = in_ticket_alphabet(&stream);
    vec![
        case("percent-encoding is undone", percent(&padded), &[Id::UrlEncoded]),
        case(
            "percent-encoding of the standard alphabet is undone",
            percent(&standard),
            &[Id::UrlEncoded, Id::StandardAlphabet],
        ),
        case("a percent sign before no digits is no encoding", good_with_percent(), &[Id::ForeignCharacter]),
        case("double encoding is told from single", percent(&percent(&padded)), &[Id::UrlEncodedTwice]),
        case(
            "plus signs a form decoder took are put back",
            standard.replace('+', " "),
            &[Id::PlusAsSpace, Id::StandardAlphabet],
        ),
        case("the standard alphabet is told", standard.clone(), &[Id::StandardAlphabet]),
        case("one swap that was forgotten is told", padded.replace('_', "="), &[Id::StandardAlphabet]),
        case("the URL-safe alphabet is told", URL_SAFE_NO_PAD.encode(&stream), &[Id::UrlSafeAlphabet]),
        case("so it is with padding", URL_SAFE.encode(&stream), &[Id::UrlSafeAlphabet]),
        case("missing padding is told from a cut", padded.trim_end_matches('_'), &[Id::Padding]),
        case("padding too much is told", format!("{padded}____"), &[Id::Padding]),
        case("base64 of a ticket is decoded", in_ticket_alphabet(padded.as_bytes()), &[Id::Base64Twice]),
        case(
            "base64 of base64 in the standard alphabet too",
            STANDARD.encode(STANDARD.encode(&stream)),
            &[Id::Base64Twice, Id::StandardAlphabet],
        )
        .asking(ask_nothing()),
    ]
}

fn of_container() -> Vec<Case> {
    let (document, good) = (draft().document(), draft().ticket());
    let mut changed = zlib(document.as_bytes());
    let last = changed.len() - 1;
    changed[last] ^= 1;
    let mut followed = zlib(document.as_bytes());
    followed.push(0);
    vec![
        case("base64 of the document alone is told", in_ticket_alphabet(document.as_bytes()), &[Id::NotCompressed]),
        case("so it is with padding", in_ticket_alphabet(padded_document().as_bytes()), &[Id::NotCompressed]),
        case("the answer around a ticket is no document", format!("{{\"userSig\":\"{good}\"}}"), &[Id::InOtherText]),
        case("the document alone is told", document.clone(), &[Id::NotCompressed]),
        case("so it is between line ends", format!("\n{document}\n"), &[Id::WhiteSpace, Id::NotCompressed]),
        case("gzip is told", in_ticket_alphabet(&gzip(&document)), &[Id::Gzip]),
        case("raw deflate is told", in_ticket_alphabet(&raw_deflate(&document)), &[Id::RawDeflate]),
        case("half a ticket is cut off", &good[..good.len() / 2], &[Id::CutOff]),
        case("a cut of the checksum leaves the document", &good[..good.len() - 8], &[Id::CutOff]),
        case("a wrong checksum is damage", in_ticket_alphabet(&changed), &[Id::Damaged]),
        case("a changed character is damage", damaged(&good), &[Id::Damaged]),
        case("bytes behind the stream are told", in_ticket_alphabet(&followed), &[Id::TrailingBytes]),
        case("a window that does not fit its header is told", in_ticket_alphabet(&headed(0x79)), &[Id::ZlibHeader]),
        case("a compressor that was only flushed is told", in_ticket_alphabet(&flushed()), &[Id::UnfinishedStream]),
        case("a document beyond 4 KiB is told", pack(&" ".repeat(5000)), &[Id::TooBig]),
        case("a reason that only the strict reader has is told", in_ticket_alphabet(&blocks()), &[Id::Refused]),
    ]
}

#[test]
fn a_garble_is_told_and_nothing_else_when_the_ticket_under_it_is_good() {
    check(&cases());
}

#[test]
fn a_ticket_cut_anywhere_is_told_as_cut() {
    let good = draft().ticket();
    for len in 2..good.len() {
        let findings = ask().diagnose(&good[..len]);
        let is_padding = good[len..].bytes().all(|byte| byte == b'_');
        let expected = if is_padding { Id::Padding } else { Id::CutOff };
        assert_eq!(ids(&findings), [expected], "{len} characters: {findings:?}");
    }
}

#[test]
fn a_cut_tells_how_much_came_out_and_about_how_much_is_missing() {
    let good = draft().ticket();
    for percent in [2, 5, 10, 20, 30, 50, 75, 90] {
        let kept = good.len() - good.len() * percent / 100;
        let [Finding::Envelope(EnvelopeFault::CutOff { characters, document_bytes, missing_percent, .. })] =
            &ask().diagnose(&good[..kept])[..]
        else {
            panic!("the ticket is cut off");
        };
        assert_eq!(*characters, kept);
        assert!(*document_bytes <= draft().document().len());
        let off_by = missing_percent.abs_diff(percent);
        assert!(off_by <= 3 + percent / 4, "{missing_percent} % for {percent} %");
    }
}

#[test]
fn a_brace_in_an_id_is_no_end_of_the_document() {
    let good = draft().with(|draft| draft.id = "user{1}".into()).ticket();
    let cuts = (40..80).flat_map(|len| ask().diagnose(&good[..len]));
    let missing = cuts.map(|finding| match finding {
        Finding::Envelope(EnvelopeFault::CutOff { missing_percent, .. }) => missing_percent,
        other => panic!("{other:?}"),
    });
    assert!(missing.clone().count() == 40 && missing.min() >= Some(40));
}

#[test]
fn what_is_wrong_under_a_garble_is_told_after_it() {
    let text = format!("{}\n", draft().with(|draft| draft.id = "bob".into()).ticket());
    assert_eq!(ids(&ask().diagnose(&text)), [Id::WhiteSpace, Id::WrongUserId]);
}
