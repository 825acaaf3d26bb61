//! What the service says, as the documents print it.
#![cfg(feature = "serde")]

mod common;

use common::{at, device, login, registry, user};
use serde_json::{json, to_value};
use usersig_login::Platform::{Android, IPhone, Linux, Web, Windows};
use usersig_login::{AppSettings, LoginSettings, MultiDevicePolicy};

#[test]
fn a_state_change_is_the_body_of_the_webhook() {
    let mut registry = registry(AppSettings::default());
    let first = login(&mut registry, "alice", device(IPhone), 0).unwrap();
    let expected = json!({
        "CallbackCommand": "State.StateChange",
        "EventTime": at(0).as_secs() * 1000,
        "Info": { "Action": "Login", "To_Account": "alice", "Reason": "Register" },
    });
    assert_eq!(to_value(&first.state_change).unwrap(), expected);

    let second = login(&mut registry, "alice", device(Android), 1).unwrap();
    let kicked = &to_value(&second.state_change).unwrap()["KickedDevice"];
    assert_eq!(*kicked, json!([{ "Platform": "iOS" }]));
}

#[test]
fn a_presence_is_an_entry_of_query_online_status() {
    let multi = LoginSettings { policy: MultiDevicePolicy::Multi, ..LoginSettings::default() };
    let mut registry = registry(AppSettings { login: multi, ..AppSettings::default() });
    let phone = login(&mut registry, "alice", device(IPhone), 0).unwrap().session;
    login(&mut registry, "alice", device(Web), 0).unwrap();
    for computer in [Linux, Windows] {
        login(&mut registry, "alice", device(computer), 0).unwrap();
    }
    registry.disconnect(phone, at(1)).unwrap();
    let expected = json!({
        "Status": "Online",
        "Detail": [
            { "Platform": "iPhone", "Status": "PushOnline" },
            { "Platform": "PC", "Status": "Online" },
            { "Platform": "Web", "Status": "Online" },
        ],
    });
    assert_eq!(to_value(registry.presence(&user("alice")).unwrap()).unwrap(), expected);
}
