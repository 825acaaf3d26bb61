//! Signs with hmac, `serde_json` and flate2 as their documents show them.

use std::io::Write;
use std::time::SystemTime;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;
use signer::{Arguments, Failure, serve};

fn main() -> Result<(), Failure> {
    let Arguments { sdk_app_id, lifetime, key, user_ids } = Arguments::read()?;
    serve(&user_ids, |user_id| sign(&key, sdk_app_id, user_id, lifetime))
}

fn sign(key: &str, sdk_app_id: u32, user_id: &str, lifetime: u32) -> Result<String, Failure> {
    let now = SystemTime::UNIX_EPOCH.elapsed()?.as_secs();
    let text = format!("TLS.identifier:{user_id}\nTLS.sdkappid:{sdk_app_id}\nTLS.time:{now}\nTLS.expire:{lifetime}\n");
    let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes())?.chain_update(text).finalize().into_bytes();
    let document = json!({
        "TLS.ver": "2.0",
        "TLS.identifier": user_id,
        "TLS.sdkappid": sdk_app_id,
        "TLS.time": now,
        "TLS.expire": lifetime,
        "TLS.sig": STANDARD.encode(mac),
    });
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(document.to_string().as_bytes())?;
    Ok(STANDARD.encode(encoder.finish()?).replace('+', "*").replace('/', "-").replace('=', "_"))
}
