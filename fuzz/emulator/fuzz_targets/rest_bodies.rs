//! Any body of a REST call gets an answer of the documented form, from every command.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use usersig::{Lifetime, SdkAppId, UserId};
use usersig_emulator::direct::Direct;

const COMMANDS: [(&str, &str); 8] = [
    ("im_open_login_svc", "account_import"),
    ("im_open_login_svc", "multiaccount_import"),
    ("im_open_login_svc", "account_check"),
    ("im_open_login_svc", "account_delete"),
    ("im_open_login_svc", "kick"),
    ("openim", "query_online_status"),
    ("openim", "querystate"),
    ("openim", "sendmsg"),
];

fuzz_target!(|bodies: [(u8, &[u8]); 3]| {
    let (app, admin) = (SdkAppId::new(1_400_000_000).unwrap(), UserId::new("administrator").unwrap());
    let emulator = Direct::start().unwrap();
    let ticket = emulator.user_sig(app, &admin, Lifetime::DAY).unwrap();
    let parameters = [("sdkappid", "1400000000"), ("identifier", "administrator"), ("usersig", &ticket)];
    for (command, body) in bodies {
        let (service, command) = COMMANDS[usize::from(command) % COMMANDS.len()];
        let answer = emulator.rest(service, command, &parameters, body);
        let answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
        let code = answer["ErrorCode"].as_i64().expect("an answer has a code");
        assert_eq!(answer["ActionStatus"], if code == 0 { "OK" } else { "FAIL" }, "{answer}");
        assert!(answer["ErrorInfo"].is_string(), "{answer}");
        assert!(command != "sendmsg" || code == 60009, "{answer}");
    }
});
