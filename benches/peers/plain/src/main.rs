//! Signs with hmac, `serde_json` and flate2 as their documents show them. Call it as `plain SDKAPPID LIFETIME ID..`.
//!
//! The key is in the environment as `USERSIG_KEY`. For each line read, it signs once for every id and writes a line
//! with the nanoseconds for a ticket and the tickets.

use std::env;
use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Instant, SystemTime};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

fn main() -> Result<(), Box<dyn Error>> {
    let key = env::var("USERSIG_KEY")?;
    let mut arguments = env::args().skip(1);
    let mut number =
        || arguments.next().ok_or("SDKAPPID LIFETIME ID..")?.parse::<u64>().map_err(Box::<dyn Error>::from);
    let (sdk_app_id, lifetime) = (number()?, number()?);
    let user_ids: Vec<String> = arguments.collect();
    // This is the state of a server that has once freed a large buffer. From then on glibc keeps the memory of a
    // compressor for the next one. A fresh process gives it back after every ticket, and takes three times as long.
    drop(black_box(vec![0_u8; 8 << 20]));
    let mut tickets = String::new();
    for line in io::stdin().lines() {
        line?;
        tickets.clear();
        let start = Instant::now();
        for user_id in &user_ids {
            tickets.push(' ');
            tickets.push_str(&sign(&key, sdk_app_id, black_box(user_id), lifetime)?);
        }
        let nanoseconds = start.elapsed().as_nanos() / user_ids.len() as u128;
        writeln!(io::stdout(), "{nanoseconds}{tickets}")?;
    }
    Ok(())
}

fn sign(key: &str, sdk_app_id: u64, user_id: &str, lifetime: u64) -> Result<String, Box<dyn Error>> {
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
