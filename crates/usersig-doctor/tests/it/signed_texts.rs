//! Every wrong text under the right key is recognised.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use usersig_doctor::{Deviation, Finding, FindingId, SignatureFault};

use crate::common::ask::{ask, ask_for_room};
use crate::common::draft::{Draft, document, draft, mac};
use crate::common::map::map;
use crate::common::packing::hex;
use crate::common::{KEY, OTHER_KEY};

/// The deviations that are found for a ticket whose MAC covers a text.
fn deviations(draft: &Draft, text: &[u8]) -> Vec<Deviation> {
    found(draft, text).unwrap_or_else(|findings| panic!("{:?}: {findings:?}", String::from_utf8_lossy(text)))
}

fn found(draft: &Draft, text: &[u8]) -> Result<Vec<Deviation>, Vec<Finding>> {
    let asked = ask().with(|ask| ask.user = None);
    let findings = asked.diagnose(&draft.ticket_signed_over(text));
    match &findings[0] {
        Finding::Signature(SignatureFault::OtherSignedText { key, deviations }) if key == "prod" => {
            Ok(deviations.clone())
        }
        _ => Err(findings),
    }
}

#[test]
fn one_deviation_of_the_text_is_recognised() {
    let draft = draft();
    let text = draft.signed_text();
    let members = draft.unsigned_members();
    let with_sig = |sig: &str| {
        let mut members = members.clone();
        members.push(("TLS.sig".into(), sig.into()));
        document(&members)
    };
    let utf_16 = text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut texts: Vec<Vec<u8>> = [
        text.replace('\n', "\\n"),
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        text.replace('\n', ""),
        text.replace('\n', "&"),
        text.replace('\n', "<br>"),
        text.trim_end().to_owned(),
        format!("\n{text}"),
        format!("{text}\n"),
        format!(" {text}"),
        format!("\u{feff}{text}"),
        text.replace("TLS.", "    TLS."),
        text.replace("TLS.", "\tTLS."),
        format!("\n{}    ", text.replace("TLS.", "    TLS.")),
        text.replace(':', ": "),
        text.replace(':', "="),
        text.replace("TLS.", ""),
        text.replace("TLS.", "tls."),
        text.to_uppercase(),
        text.replace("TLS.sdkappid", "TLS.app_id"),
        text.replace("TLS.identifier", "TLS.userid"),
        text.replace("TLS.expire", "TLS.expire_after"),
        text.replace("TLS.time", "TLS.timestamp"),
        format!("TLS.ver:2.0\n{text}"),
        format!("{text}TLS.ver:2.0\n"),
        format!("{text}TLS.sig:\n"),
        format!("{text}TLS.userbuf:\n"),
        format!("{text}TLS.userbuf:null\n"),
        format!("{text}TLS.userbuf:None\n"),
        format!("{text}TLS.userbuf:undefined\n"),
        format!("{text}TLS.userbuf:<nil>\n"),
        text.replace("1400000000", "1.4e+09"),
        text.replace("1400000000", "1.4E9"),
        text.replace("1400000000", "1400000000.0"),
        text.replace("1400000000", "1,400,000,000"),
        text.replace("1400000000", "%!d(string=1400000000)"),
        text.replace("1700000000", "1.7e+09").replace("1400000000", "1.4e+09"),
        text.replace("1700000000", "1700000001"),
        text.replace("1700000000", "1699999958"),
        text.replace("1700000000", "1700000000123"),
        text.replace("1700000000", "1700000000999").replace("604800", "604800000"),
        text.replace("604800", "604800000"),
        text.replace("604800", "1700604800"),
        text.replace("604800", "7"),
        text.replace("604800", "15552000"),
        text.replace("alice", "ALICE"),
        text.replace("alice", "\"alice\""),
        text.replace("alice", "b'alice'"),
        text.replace("alice", "null"),
        text.replace("alice", "1700000000").replacen("TLS.time:1700000000", "TLS.time:alice", 1),
        ["TLS.appid_at_3rd:0", "TLS.account_type:0", "TLS.identifier:alice", "TLS.sdk_appid:1400000000"].join("\n")
            + "\nTLS.time:1700000000\nTLS.expire_after:604800\n",
        "alice14000000001700000000604800".to_owned(),
        document(&members),
        document(&members).replace("\":", "\": ").replace(",\"", ", \""),
        with_sig("\"\""),
        with_sig("null"),
        STANDARD.encode(&text),
        hex(text.as_bytes()),
        hex(&Sha256::digest(&text)),
    ]
    .map(String::into_bytes)
    .into();
    texts.push(utf_16);
    texts.push(Sha256::digest(&text).to_vec());
    for text in texts {
        assert_eq!(deviations(&draft, &text).len(), 1, "{:?}", String::from_utf8_lossy(&text));
    }
}

#[test]
fn two_deviations_at_once_are_recognised() {
    let draft = draft();
    let text = draft.signed_text();
    for text in [
        text.replace(':', "=").replace('\n', "&"),
        text.replace("TLS.", "").replace(':', "="),
        text.replace("TLS.", "").trim_end().to_owned(),
        format!("{}TLS.userbuf:null", text.trim_end().to_owned() + "\n"),
        text.replace('\n', "\r\n").trim_end().to_owned(),
    ] {
        assert_eq!(deviations(&draft, text.as_bytes()).len(), 2, "{text:?}");
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
                assert!(matches!(&deviations(&draft, text.as_bytes())[..], [Deviation::Order(_)]), "{order:?}");
                orders += 1;
            }
        }
    }
    assert_eq!(orders, 23);
}

#[test]
fn slips_about_the_userbuf_are_recognised() {
    let draft = map().draft();
    let without = draft.lines()[..4].join("\n") + "\n";
    let raw = [without.as_bytes(), b"TLS.userbuf:", &map().bytes(), b"\n"].concat();
    let hex = format!("{without}TLS.userbuf:{}\n", hex(&map().bytes()));
    assert_eq!(deviations(&draft, without.as_bytes()), [Deviation::UserbufMissing]);
    assert_eq!(deviations(&draft, &raw), [Deviation::UserbufRaw]);
    assert_eq!(deviations(&draft, hex.as_bytes()).len(), 1);
}

#[test]
fn a_userbuf_that_is_signed_and_not_written_is_recognised_by_the_room() {
    let userbuf = map().draft();
    let text = draft().ticket_with_sig(&STANDARD.encode(userbuf.mac()));
    let Finding::Signature(SignatureFault::OtherSignedText { deviations, .. }) = &ask_for_room().diagnose(&text)[0]
    else {
        panic!("the userbuf is signed");
    };
    assert_eq!(deviations[..], [Deviation::UserbufNotInDocument]);
}

#[test]
fn a_plain_hash_and_swapped_arguments_are_recognised() {
    let text = draft().signed_text();
    for mac in [
        Sha256::digest(format!("{KEY}{text}")).to_vec(),
        Sha256::digest(format!("{text}{KEY}")).to_vec(),
        Sha256::digest(&text).to_vec(),
        mac(text.as_bytes(), KEY.as_bytes()),
    ] {
        let findings = ask().diagnose(&draft().ticket_with_sig(&STANDARD.encode(mac)));
        assert_eq!(findings[0].id(), FindingId::OtherSignedText, "{findings:?}");
    }
}

#[test]
fn a_wrong_form_of_the_key_over_a_wrong_text_is_told_as_both() {
    let text = draft().signed_text().replace('\n', "\\n");
    let other = draft().with(|draft| draft.key = format!("{KEY}\n").into_bytes());
    let ids = crate::common::case::ids(&ask().diagnose(&other.ticket_signed_over(text.as_bytes())));
    assert_eq!(ids, [FindingId::GarbledKey, FindingId::OtherSignedText]);
}

#[test]
fn of_a_text_and_a_key_that_nobody_knows_both_are_told() {
    let other = draft().with(|draft| draft.key = OTHER_KEY.into());
    let ids = crate::common::case::ids(&ask().diagnose(&other.ticket_signed_over(b"something else")));
    assert_eq!(ids, [FindingId::WrongKeyOrText]);
}
