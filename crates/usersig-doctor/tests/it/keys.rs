//! Every form in which keys arrive is recognised, from the signer's side and from that of the one who asks.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use usersig_doctor::{Finding, FindingId, KeyGarble, SignatureFault};

use crate::common::KEY;
use crate::common::ask::ask;
use crate::common::draft::draft;

fn signed_with(key: &[u8]) -> String {
    draft().with(|draft| draft.key = key.to_vec()).ticket()
}

fn garble(text: &str, given: &str) -> KeyGarble {
    let findings = ask().with(|ask| given.clone_into(&mut ask.keys[0].1)).diagnose(text);
    match &findings[0] {
        Finding::Signature(SignatureFault::GarbledKey { key, garble }) if key == "prod" => garble.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_signer_that_changed_its_key_is_recognised() {
    let bytes: Vec<u8> =
        (0..KEY.len()).step_by(2).map(|at| u8::from_str_radix(&KEY[at..at + 2], 16).unwrap()).collect();
    let wrong = KEY.replacen("38e7", "38e8", 1);
    let swapped = KEY.replacen("38e7", "83e7", 1);
    let mut keys: Vec<Vec<u8>> = [
        format!("{KEY} "),
        format!(" {KEY}"),
        format!("{KEY}\n"),
        format!("{KEY}\r\n"),
        format!("\u{feff}{KEY}"),
        format!("{KEY}\u{a0}"),
        format!("{KEY}\u{200b}"),
        format!("{KEY}\0"),
        format!("{KEY}\\n"),
        format!("\"{KEY}\""),
        format!("'{KEY}'"),
        format!("“{KEY}”"),
        format!("b'{KEY}'"),
        format!("{KEY},"),
        format!("{KEY};"),
        format!("SECRETKEY={KEY}"),
        format!("export SDK_SECRET_KEY=\"{KEY}\""),
        format!("secretKey: {KEY}"),
        KEY.to_uppercase(),
        KEY[1..].to_owned(),
        KEY[2..].to_owned(),
        KEY[..63].to_owned(),
        KEY[..32].to_owned(),
        KEY.repeat(2),
        format!("{KEY}\n{KEY}"),
        wrong,
        swapped,
        STANDARD.encode(KEY),
        STANDARD.encode(format!("{KEY}\n")),
        STANDARD.encode(&bytes),
    ]
    .map(String::into_bytes)
    .into();
    keys.push(bytes);
    keys.push(STANDARD.decode(KEY).unwrap());
    keys.push(KEY.encode_utf16().flat_map(u16::to_le_bytes).collect());
    for key in keys {
        garble(&signed_with(&key), KEY);
    }
}

#[test]
fn a_key_that_is_given_in_another_form_is_recognised() {
    for given in [
        format!("\"{KEY}\""),
        format!("'{KEY}'\n"),
        format!("“{KEY}”"),
        format!("{KEY}\u{200b}"),
        format!("\u{200e}{KEY}"),
        format!("{KEY}\u{2060}"),
        format!(" {KEY}\r\n"),
        format!("\u{feff}{KEY}"),
        format!("SECRETKEY={KEY}\n"),
        format!("# the key\n{KEY}\n"),
        format!("{KEY},"),
        KEY.to_uppercase(),
        KEY[..63].to_owned(),
        KEY.repeat(2),
        STANDARD.encode(KEY),
        KEY.chars().flat_map(|character| [character, '\0']).collect(),
    ] {
        garble(&signed_with(KEY.as_bytes()), &given);
    }
}

#[test]
fn a_word_in_the_place_of_the_key_is_recognised() {
    for word in [
        "",
        "undefined",
        "null",
        "None",
        "false",
        "your_secret_key",
        "YOUR_SECRET_KEY",
        "your-sdk-secret-key",
        "yourSecretKey",
        "<your_secret_key>",
        "process.env.SECRET_KEY",
        "${SECRET_KEY}",
        "os.getenv('SECRETKEY')",
        "SECRETKEY",
        "xxxxxxxx",
        "changeme",
        "密钥",
    ] {
        let findings = ask().diagnose(&signed_with(word.as_bytes()));
        assert_eq!(crate::common::case::ids(&findings), [FindingId::KeyNotLoaded], "{word:?}: {findings:?}");
    }
}

#[test]
fn the_line_end_of_a_key_file_is_not_part_of_the_key() {
    for given in [format!("{KEY}\n"), format!("{KEY}\r\n")] {
        let findings = ask().with(|ask| ask.keys[0].1 = given).diagnose(&signed_with(KEY.as_bytes()));
        assert_eq!(crate::common::case::ids(&findings), [FindingId::Good]);
    }
}
