//! The catalogue of attacks, one fault a vector. Each gets its code and its cause, or is let in because it must be.

use std::time::Duration;

use serde::Deserialize;
use usersig::{Cause, Privileges, SdkAppId, SecretKey, Tolerances, UnixTime, UserId, Verifier, VerifyError, inspect};

use crate::attack::Attack;
use crate::common::{lines, packed, user_sig_by_both_paths};

impl Attack {
    fn verifier(&self) -> Verifier {
        let app = SdkAppId::new(self.sdk_app_id).unwrap();
        let tolerances = Tolerances::default()
            .with_leeway(Duration::from_secs(self.leeway.unwrap_or(0)))
            .and_then(|tolerances| tolerances.with_future_tolerance(self.future_tolerance.map(Duration::from_secs)))
            .unwrap()
            .with_valid_after(self.valid_after.map(UnixTime::from_secs));
        Verifier::new(app, &SecretKey::new(&self.key).unwrap()).with_tolerances(tolerances)
    }

    fn judge(&self, text: &str) -> Result<(), VerifyError> {
        let (user_id, now) = (UserId::new(&self.user_id).unwrap(), UnixTime::from_secs(self.now));
        match self.room() {
            None => user_sig_by_both_paths(&self.verifier(), text, &user_id, now),
            Some(room) => {
                let needed = Privileges::from_bits(self.needed);
                self.verifier().private_map_key(text, &user_id, &room, needed, now).map(drop)
            }
        }
    }
}

#[test]
fn every_attack_gets_the_code_and_the_cause_it_must() {
    for attack in Attack::all() {
        let Some(text) = &attack.ticket else {
            // The library takes only text, so bytes that are not text are refused by the tools.
            assert!(String::from_utf8(from_hex(attack.ticket_hex.as_ref().unwrap())).is_err(), "{}", attack.name);
            continue;
        };
        let (code, cause) = match attack.judge(text) {
            Ok(()) => (0, None),
            Err(refused) => (refused.code().number(), Some(refused.cause().as_str())),
        };
        let expected = (attack.expect, attack.cause.as_deref());
        assert_eq!((code, cause), expected, "{}: {}", attack.name, attack.why);
    }
}

#[derive(Deserialize)]
struct Syntax {
    name: String,
    text: Option<String>,
    hex: Option<String>,
    refused: Option<bool>,
}

impl Syntax {
    fn bytes(&self) -> Vec<u8> {
        match (&self.text, &self.hex) {
            (Some(text), _) => text.clone().into_bytes(),
            (None, hex) => from_hex(hex.as_ref().unwrap()),
        }
    }

    fn is_refused(&self) -> bool {
        self.name.starts_with("n_") || self.refused == Some(true)
    }
}

const DOCUMENT: [(&str, &str); 7] = [
    ("TLS.ver", r#""2.0""#),
    ("TLS.identifier", r#""alice""#),
    ("TLS.sdkappid", "1400000000"),
    ("TLS.time", "1700000000"),
    ("TLS.expire", "86400"),
    ("TLS.userbuf", r#""AAECAw==""#),
    ("TLS.sig", r#""AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=""#),
];

fn document_with(member: &str, value: &[u8]) -> Vec<u8> {
    let mut document = b"{".to_vec();
    for (name, plain) in DOCUMENT.iter().filter(|(name, _)| *name != member) {
        document.extend_from_slice(format!("\"{name}\":{plain},").as_bytes());
    }
    document.extend_from_slice(format!("\"{member}\":").as_bytes());
    document.extend_from_slice(value);
    document.push(b'}');
    document
}

#[test]
fn every_doubtful_json_text_is_refused_as_a_document_and_as_any_value() {
    for syntax in lines::<Syntax>(include_str!("../vectors/json_syntax.jsonl")) {
        let bytes = syntax.bytes();
        let whole = inspect(&packed(&bytes)).expect_err(&syntax.name).cause();
        assert!(matches!(whole, Cause::BadJson | Cause::BadField), "{}: {whole}", syntax.name);

        let unknown = inspect(&packed(&document_with("TLS.unknown", &bytes)));
        assert_eq!(unknown.is_err(), syntax.is_refused(), "{} in an unknown member: {unknown:?}", syntax.name);
        for (member, _) in DOCUMENT {
            if syntax.is_refused() {
                let refused = inspect(&packed(&document_with(member, &bytes)));
                let cause = refused.expect_err(&format!("{} in {member}", syntax.name)).cause();
                assert!(matches!(cause, Cause::BadJson | Cause::BadField), "{} in {member}: {cause}", syntax.name);
            }
        }
    }
}

#[test]
fn a_document_with_each_plain_value_is_read() {
    for (member, plain) in DOCUMENT {
        inspect(&packed(&document_with(member, plain.as_bytes())))
            .unwrap_or_else(|error| panic!("{member}: {error:?}"));
    }
}

fn from_hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().map(|digit| digit.to_digit(16).unwrap().try_into().unwrap()).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}
