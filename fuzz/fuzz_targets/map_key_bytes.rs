//! No userbuf causes a panic, and a userbuf that can be read is the plain encoding of the values read.
#![no_main]

use data_encoding::BASE64;
use libfuzzer_sys::fuzz_target;
use serde_json::json;
use usersig::{UnverifiedRoom, inspect};
use usersig_fuzz::{model, packing};

fuzz_target!(|userbuf: &[u8]| {
    if userbuf.is_empty() || userbuf.len() > packing::MAX_DOCUMENT / 2 {
        return;
    }
    let document = json!({
        "TLS.ver": "2.0", "TLS.identifier": "alice", "TLS.sdkappid": 1_400_000_000, "TLS.time": 1, "TLS.expire": 1,
        "TLS.userbuf": BASE64.encode(userbuf), "TLS.sig": BASE64.encode(&[0; 32]),
    });
    let stream = packing::deflate(document.to_string().as_bytes(), 9);
    let ticket = inspect(&packing::to_text(&stream)).expect("all but the userbuf is as it should be");
    let Ok(map) = ticket.userbuf.expect("there is a userbuf") else { return };
    let (number, name) = match &map.room {
        UnverifiedRoom::Name(name) => (0, Some(&name[..])),
        UnverifiedRoom::Number(number) => (*number, None),
        _ => unreachable!("a room is a name or a number"),
    };
    // An account that is not UTF-8 is shown with replacement characters.
    if !map.account.contains(char::REPLACEMENT_CHARACTER) {
        let expires_at = u32::try_from(map.expires_at.as_secs()).expect("it has 32 bits");
        let account_type = *userbuf[1 + 2 + map.account.len() + 16..].first_chunk().expect("it was read");
        let numbers =
            [map.sdk_app_id, number, expires_at, map.privileges.bits().into(), u32::from_be_bytes(account_type)];
        assert_eq!(model::userbuf(&map.account, numbers, name), userbuf);
    }
});
