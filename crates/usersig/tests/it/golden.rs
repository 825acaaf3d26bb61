//! Our tickets, compared byte by byte with vectors that an independent signer made.

use std::io::Read;

use flate2::read::ZlibDecoder;
use serde::Deserialize;
use serde_json::Value;
use usersig::{Lifetime, Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UserId, inspect};

use crate::common::from_ticket_alphabet;

#[derive(Deserialize)]
struct Golden {
    name: String,
    sdk_app_id: u32,
    key: String,
    user_id: String,
    time: u64,
    expire: u64,
    room_id: Option<u32>,
    room_name: Option<String>,
    privileges: Option<u8>,
    mac: String,
    document: Value,
}

fn golden() -> Vec<Golden> {
    let golden: Vec<Golden> = serde_json::from_str(include_str!("../vectors/golden.json")).unwrap();
    assert!(golden.len() >= 20);
    golden
}

impl Golden {
    fn sign(&self) -> String {
        self.sign_with_fingerprint().0
    }

    /// The ticket, and the fingerprint that the signer states.
    fn sign_with_fingerprint(&self) -> (String, String) {
        let app = SdkAppId::new(self.sdk_app_id).unwrap();
        let signer = Signer::new(app, &SecretKey::new(&self.key).unwrap());
        let (user_id, now) = (UserId::new(&self.user_id).unwrap(), UnixTime::from_secs(self.time));
        let lifetime = Lifetime::from_secs(self.expire).unwrap();
        let by_number = self.room_id.map(|number| Room::number(number).unwrap());
        match by_number.or_else(|| self.room_name.as_ref().map(|name| Room::name(name).unwrap())) {
            None => {
                let ticket = signer.user_sig(&user_id, lifetime, now);
                (ticket.to_string(), ticket.fingerprint().to_string())
            }
            Some(room) => {
                let privileges = Privileges::from_bits(self.privileges.unwrap());
                let ticket = signer.private_map_key(&user_id, &room, privileges, lifetime, now).unwrap();
                (ticket.to_string(), ticket.fingerprint().to_string())
            }
        }
    }
}

#[test]
fn a_signed_ticket_holds_the_golden_document() {
    for vector in golden() {
        let mut document = String::new();
        let zlib = from_ticket_alphabet(&vector.sign());
        ZlibDecoder::new(&zlib[..]).read_to_string(&mut document).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&document).unwrap(), vector.document, "{}", vector.name);
    }
}

#[test]
fn a_fingerprint_is_the_first_16_digits_of_the_mac() {
    for vector in golden() {
        let (ticket, stated) = vector.sign_with_fingerprint();
        let fingerprint = inspect(&ticket).unwrap().fingerprint.to_string();
        assert_eq!((&*fingerprint, &*stated), (&vector.mac[..16], &vector.mac[..16]), "{}", vector.name);
    }
}
