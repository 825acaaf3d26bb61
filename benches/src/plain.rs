//! The floor every ratio stands on, and the way a server would put a signer together without this project.

use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

/// The state of a key that was taken in.
pub type KeyState = Hmac<Sha256>;

/// Takes a key in.
pub fn key_state(key: &str) -> KeyState {
    Hmac::new_from_slice(key.as_bytes()).expect("HMAC takes a key of any length")
}

/// The claims of a ticket.
#[derive(Clone, Copy, Debug)]
pub struct Claims<'a> {
    /// `TLS.identifier`.
    pub user_id: &'a str,
    /// `TLS.sdkappid`.
    pub sdk_app_id: u32,
    /// `TLS.time`.
    pub time: u64,
    /// `TLS.expire`.
    pub expire: u64,
    /// `TLS.userbuf`, in base64.
    pub userbuf: Option<&'a str>,
}

/// The floor: the signed text, built in a reused buffer, and its MAC.
pub fn mac(key: &KeyState, claims: &Claims<'_>, text: &mut Vec<u8>) -> [u8; 32] {
    text.clear();
    text.extend_from_slice(b"TLS.identifier:");
    text.extend_from_slice(claims.user_id.as_bytes());
    text.extend_from_slice(b"\nTLS.sdkappid:");
    text.extend_from_slice(itoa::Buffer::new().format(claims.sdk_app_id).as_bytes());
    text.extend_from_slice(b"\nTLS.time:");
    text.extend_from_slice(itoa::Buffer::new().format(claims.time).as_bytes());
    text.extend_from_slice(b"\nTLS.expire:");
    text.extend_from_slice(itoa::Buffer::new().format(claims.expire).as_bytes());
    text.push(b'\n');
    if let Some(userbuf) = claims.userbuf {
        text.extend_from_slice(b"TLS.userbuf:");
        text.extend_from_slice(userbuf.as_bytes());
        text.push(b'\n');
    }
    let mut hmac = key.clone();
    hmac.update(text);
    hmac.finalize().into_bytes().into()
}

/// Signs with hmac, `serde_json` and flate2 as its documents show them.
pub fn sign(key: &str, claims: &Claims<'_>) -> String {
    let Claims { user_id, sdk_app_id, time, expire, .. } = claims;
    let text = format!("TLS.identifier:{user_id}\nTLS.sdkappid:{sdk_app_id}\nTLS.time:{time}\nTLS.expire:{expire}\n");
    let mac = key_state(key).chain_update(text).finalize().into_bytes();
    let document = json!({
        "TLS.ver": "2.0",
        "TLS.identifier": claims.user_id,
        "TLS.sdkappid": claims.sdk_app_id,
        "TLS.expire": claims.expire,
        "TLS.time": claims.time,
        "TLS.sig": STANDARD.encode(mac),
    });
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(document.to_string().as_bytes()).expect("a Vec takes all");
    let stream = encoder.finish().expect("a Vec takes all");
    STANDARD.encode(stream).replace('+', "*").replace('/', "-").replace('=', "_")
}

/// Bytes in the standard alphabet.
pub fn base64(bytes: [u8; 32]) -> String {
    STANDARD.encode(bytes)
}

/// The document of a ticket, by readers that are not ours.
pub fn document(ticket: &str) -> serde_json::Value {
    let text = ticket.replace('*', "+").replace('-', "/").replace('_', "=");
    let stream = STANDARD.decode(text).expect("the ticket is base64");
    let mut document = Vec::new();
    ZlibDecoder::new(&stream[..]).read_to_end(&mut document).expect("the ticket is zlib");
    serde_json::from_slice(&document).expect("the ticket is JSON")
}

/// How many characters a ticket has whose compact document zlib deflates at level 9.
pub fn len_at_level_9(claims: &Claims<'_>, sig: &str) -> usize {
    let Claims { user_id, sdk_app_id, time, expire, .. } = claims;
    let document = format!(
        r#"{{"TLS.ver":"2.0","TLS.identifier":"{user_id}","TLS.sdkappid":{sdk_app_id},"TLS.expire":{expire},"TLS.time":{time},"TLS.sig":"{sig}"}}"#
    );
    let mut room = [0; 512];
    let (stream, status) = zlib_rs::compress_slice(&mut room, document.as_bytes(), zlib_rs::DeflateConfig::new(9));
    assert_eq!(status, zlib_rs::ReturnCode::Ok);
    stream.len().div_ceil(3) * 4
}
