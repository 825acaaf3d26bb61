//! Texts that are not tickets, and tickets inside other text.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use usersig_doctor::FindingId as Id;

use crate::common::ask::ask;
use crate::common::case::{Case, case, check};
use crate::common::draft::{draft, mac};
use crate::common::packing::{hex, zlib};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = not_tickets();
    cases.extend(inside_other_text());
    cases
}

fn not_tickets() -> Vec<Case> {
    let mac = STANDARD.encode(mac(b"key", b"text"));
    let lines = draft().signed_text();
    let lines_encoded = STANDARD.encode(&lines);
    let other_system =
        STANDARD.encode(r#"{"appid":"a","channelid":"1","userid":"2","nonce":"n","timestamp":1,"token":"t"}"#);
    let texts: Vec<(&str, Id)> = vec![
        ("-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----\n", Id::Pem),
        ("-----BEGIN CERTIFICATE-----\nMIGH\n-----END CERTIFICATE-----", Id::Pem),
        ("<!DOCTYPE html>\n<html><title>502 Bad Gateway</title></html>", Id::HtmlPage),
        ("<html>\r\n<head><title>404 Not Found</title></head>", Id::HtmlPage),
        ("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", Id::HtmlPage),
        (r#"{"code":500,"message":"Internal Server Error","data":null}"#, Id::JsonAnswer),
        (r#"{"ErrorCode":70402,"ErrorInfo":"bad","ActionStatus":"FAIL"}"#, Id::JsonAnswer),
        (r#"{"userSig":""}"#, Id::JsonAnswer),
        ("[]", Id::Placeholder),
        ("[1,2]", Id::JsonAnswer),
        ("<Buffer 65 4a 77 31>", Id::PrintedObject),
        ("<coroutine object gen at 0x7f3e8c0>", Id::PrintedObject),
        ("<__main__.Api object at 0x7f00>", Id::PrintedObject),
        ("[B@6d06d69c", Id::PrintedObject),
        ("com.example.SigResult@1b6d3586", Id::PrintedObject),
        ("java.util.concurrent.CompletableFuture@4e50df2e[Not completed]", Id::PrintedObject),
        ("&{eJyrVg 604800}", Id::PrintedObject),
        ("[101 74 120 49 106]", Id::PrintedObject),
        ("[101, 74, 120, 49]", Id::PrintedObject),
        (r#"{"type": "Buffer", "data": [101, 74, 120, 49]}"#, Id::PrintedObject),
        ("table: 0x55d0c8f0a1b0", Id::PrintedObject),
        ("HASH(0x55f1c2a3)", Id::PrintedObject),
        ("map[usersig:x]", Id::PrintedObject),
        ("System.Byte[]", Id::PrintedObject),
        ("System.Threading.Tasks.Task`1[System.String]", Id::PrintedObject),
        ("Instance of 'Future<String>'", Id::PrintedObject),
        ("stdClass Object ( [sig] => x )", Id::PrintedObject),
        ("#<Net::HTTPOK:0x000055>", Id::PrintedObject),
        ("() => genTestUserSig(id)", Id::PrintedObject),
        ("TIM: 2020-01-21/E/ Login failed, code 6206|msg userSig expired", Id::ErrorMessage),
        ("Error: connect ECONNREFUSED 127.0.0.1:80", Id::ErrorMessage),
        ("java.lang.NullPointerException", Id::PrintedObject),
        ("请求失败：参数错误", Id::Placeholder),
        (&mac, Id::BareMac),
        ("5d41402abc4b2a76b9719d911017c592", Id::BareMac),
        (&lines, Id::SignedTextOnly),
        (&lines_encoded, Id::SignedTextOnly),
        (&other_system, Id::ForeignDocument),
        ("5b0c5b1e-9f4a-4c33-8d8a-0a6f4d1b2c3e", Id::NotATicket),
        ("1400123456", Id::NotATicket),
        ("https://example.com/usersig?user=alice", Id::NotATicket),
        ("ticket.txt", Id::NotATicket),
        ("alice", Id::NotATicket),
        ("this is how the ticket should look like", Id::NotATicket),
        ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", Id::NotATicket),
        ("your_user_sig", Id::Placeholder),
        ("<YOUR USERSIG HERE>", Id::Placeholder),
        ("${userSig}", Id::Placeholder),
        ("process.env.USER_SIG", Id::Placeholder),
        ("(null)", Id::Placeholder),
        ("xxxxxxxx", Id::Placeholder),
        ("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", Id::SecretKeyPasted),
        ("YWMtKXK7BE2W3yhxugNMld4ncLkCS5TdJm-4AUqT3CVutwBJktskbbb_SJHaI2y1", Id::VendorToken),
    ];
    texts.into_iter().map(|(text, id)| case("a text that is not a ticket is named", text, &[id])).collect()
}

fn inside_other_text() -> Vec<Case> {
    let good = draft().ticket();
    let bob = draft().with(|draft| draft.id = "bob".into()).ticket();
    let standard = standard();
    let cut = &good[..128];
    let escaped = standard.replace('/', "\\/").replace('=', "\\u003d");
    let utf_16: String = good.chars().flat_map(|character| [character, '\0']).collect();
    let hex = hex(good.as_bytes());
    let soft = standard.as_bytes().chunks(76).map(|line| str::from_utf8(line).unwrap()).collect::<Vec<_>>();
    let detached =
        format!("{}.{}", URL_SAFE_NO_PAD.encode(zlib(unsigned().as_bytes())), URL_SAFE_NO_PAD.encode(draft().mac()));
    let texts: Vec<(String, &[Id])> = vec![
        (format!(r#"{{"data":{{"userSig":"{standard}"}}}}"#), &[Id::InOtherText, Id::StandardAlphabet]),
        (format!(r#"{{"data":{{"userSig":"{escaped}"}}}}"#), &[Id::InOtherText, Id::StandardAlphabet]),
        (format!(r#"{{"body":"{{\"sig\":\"{good}\"}}"}}"#), &[Id::InOtherText]),
        (format!(r#"{{"userSig":"{cut}"}}"#), &[Id::InOtherText, Id::CutOff]),
        (format!("userSig: {standard}"), &[Id::InOtherText, Id::StandardAlphabet]),
        (format!("userSig = {cut};"), &[Id::InOtherText, Id::CutOff]),
        (format!("<script>var sig = '{good}';</script>"), &[Id::InOtherText]),
        (format!("debug\\n{good}"), &[Id::InOtherText]),
        (format!("debug\n{good}\n"), &[Id::InOtherText]),
        (format!("{good}\n{bob}"), &[Id::SeveralTickets]),
        (format!("{good}{good}"), &[Id::SeveralTickets]),
        (format!("{good}, {good}"), &[Id::SeveralTickets]),
        (escaped.clone(), &[Id::Escaped, Id::StandardAlphabet]),
        (standard.replace('+', "&#43;").replace('=', "&#x3D;"), &[Id::Escaped, Id::StandardAlphabet]),
        (soft.join("=\r\n").replacen("==", "=3D=3D", 1), &[Id::Escaped, Id::StandardAlphabet]),
        (utf_16.clone(), &[Id::Utf16]),
        (format!("\u{fffd}\u{fffd}{utf_16}"), &[Id::Utf16]),
        (hex, &[Id::HexEncoded]),
        (format!("b'{standard}'"), &[Id::Quoted, Id::StandardAlphabet]),
        (detached, &[Id::DetachedSignature, Id::Padding, Id::MissingMember]),
    ];
    let at_any_time = || ask().with(|ask| ask.now = None);
    texts
        .into_iter()
        .map(|(text, ids)| case("a ticket in other text is found", text, ids).asking(at_any_time()))
        .collect()
}

/// A ticket in the standard alphabet that has each of the three characters.
pub(crate) fn standard() -> String {
    let tickets =
        (0..1000).map(|by| STANDARD.encode(zlib(draft().with(|draft| draft.time += by).document().as_bytes())));
    let mut telling =
        tickets.filter(|text| text.ends_with("==") && text.contains('/') && text.matches('+').count() > 1);
    telling.next().unwrap()
}

fn unsigned() -> String {
    crate::common::draft::document(&draft().unsigned_members())
}

#[test]
fn a_text_that_is_not_a_ticket_is_named_and_a_ticket_inside_other_text_is_found() {
    check(&cases());
}
