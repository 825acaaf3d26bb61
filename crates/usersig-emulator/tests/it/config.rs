//! The configuration file.

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use tempfile::TempDir;

use crate::harness::emulator::{Emulator, of_app};

/// A throw-away key.
const KEY: &str = "a throw-away key of the emulator's tests";

fn folder(config: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("app.key"), format!("{KEY}\n")).unwrap();
    let path: PathBuf = folder.path().join("emulator.toml");
    fs::write(&path, config).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

const OWN_KEY: &str = r#"
[keys]
mine = "app.key"

[[apps]]
sdk_app_id = 1400000000
key = "mine"
[apps.settings]
admins = ["ops"]
webhook = "http://127.0.0.1:9/im"
[apps.settings.service]
accounts_allowed = 100
[apps.settings.service.login]
policy = "Multi"
limits = { Web = 10 }
"#;

#[test]
fn an_app_has_its_settings_and_key_from_the_file() {
    let (_folder, config) = folder(OWN_KEY);
    let emulator = Emulator::with(&["--config", &config, "--allow-own-keys"]);
    let app = emulator.get(&of_app(""));
    assert_eq!((&app["key"], &app["settings"]["admins"]), (&json!("mine"), &json!(["ops"])));
    assert_eq!(app["settings"]["service"]["login"]["policy"], "Multi");
    let ticket = emulator.ticket("alice");
    let code = |user_sig: &str| {
        let body = json!({ "user_id": "alice", "user_sig": user_sig, "platform": "Android" });
        emulator.post(&of_app("devices"), &body)["code"].clone()
    };
    assert_eq!(code(&ticket), 0);
    assert_eq!(emulator.patch(&of_app(""), &json!({ "key": "sample" }))["key"], "sample");
    assert_eq!(code(&ticket), 70009);
}

#[test]
fn an_endless_or_long_configuration_is_refused_and_not_read_to_its_end() {
    let (_folder, long) = folder(&"#".repeat((1 << 20) + 1));
    for config in ["/dev/urandom", "/dev/zero", &long] {
        let refusal = Emulator::refusal(&["--config", config]);
        assert!(refusal.contains("more than 1048576 bytes"), "{config}: {refusal}");
    }
    let (_folder, longest) = folder(&"#".repeat(1 << 20));
    drop(Emulator::with(&["--config", &longest]));
}

#[test]
fn a_key_needs_the_flag_and_is_never_shown() {
    let (_folder, config) = folder(OWN_KEY);
    let refusal = Emulator::refusal(&["--config", &config]);
    assert!(refusal.contains("--allow-own-keys"), "{refusal}");
    let emulator = Emulator::with(&["--config", &config, "--allow-own-keys"]);
    emulator.ticket("alice");
    for path in ["/emulator/v1/apps", "/emulator/v1/state", "/emulator/v1/journal"] {
        assert!(!emulator.get(path).to_string().contains(KEY), "{path}");
    }
}

#[test]
fn a_mistake_in_the_file_is_named() {
    let cases = [
        ("[[apps]]\nsdk_app_id = 0\n", "SDKAppID"),
        ("[[apps]]\nsdk_app_id = 1\nkey = \"other\"\n", "no key \"other\""),
        ("[[apps]]\nsdk_app_id = 1\n[[apps]]\nsdk_app_id = 1\n", "occurs twice"),
        ("[[apps]]\nsdk_app_id = 1\nsettings.webhok = \"x\"\n", "webhok"),
        ("[keys]\nsample = \"app.key\"\n", "public sample key"),
        ("[keys]\nmine = \"nothing.key\"\n", "nothing.key"),
        ("apps = 1", "apps"),
    ];
    for (text, expected) in cases {
        let (_folder, config) = folder(text);
        let refusal = Emulator::refusal(&["--config", &config, "--allow-own-keys"]);
        assert!(refusal.contains(expected), "{text}: {refusal}");
    }
    assert!(Emulator::refusal(&["--config", "/nowhere.toml"]).contains("/nowhere.toml"));
}
