//! Any frames of a page are answered, each by its number, and only a genuine ticket logs a user in.
//!
//! Frames are separated by line ends. The word `$ticket` stands for a ticket of alice, and `$secret` for the secret of the
//! last login.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use usersig::{Lifetime, SdkAppId, UserId};
use usersig_emulator::direct::Direct;

fuzz_target!(|text: &[u8]| {
    let (app, alice) = (SdkAppId::new(1_400_000_000).unwrap(), UserId::new("alice").unwrap());
    let emulator = Direct::start().unwrap();
    let ticket = emulator.user_sig(app, &alice, Lifetime::DAY).unwrap();
    let mut page = emulator.page(app, "page").unwrap();
    let mut secret = String::new();
    for frame in String::from_utf8_lossy(text).split('\n') {
        let frame = frame.replace("$ticket", &ticket).replace("$secret", &secret);
        let Some(answer) = page.serve(frame.as_bytes()) else { continue };
        let request: Value = serde_json::from_str(&frame).expect("only JSON is answered");
        let answer: Value = serde_json::from_slice(&answer).expect("an answer is JSON");
        assert_eq!(answer["head"]["seq"], request["head"]["seq"]);
        assert_eq!(answer["head"]["servcmd"], request["head"]["servcmd"]);
        assert!(answer["head"].get("usersig").is_none() && answer["head"].get("a2").is_none());
        let code = answer["body"]["ErrorCode"].as_i64().expect("an answer has a code");
        if let Some(granted) = answer["body"]["A2Key"].as_str() {
            let head = &request["head"];
            assert!(code == 0 && (head["usersig"] == ticket || head["a2"] == granted), "{frame}");
            granted.clone_into(&mut secret);
        }
        while page.pushed().is_some() {}
    }
});
