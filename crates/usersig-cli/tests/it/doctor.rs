//! Why a ticket is refused, on the command line.

use std::process::Output;

use crate::batches::{batch, complaints};
use crate::support::{KEY, bare, run, shows, stderr, stdout, ticket, with_key};
use serde_json::Value;
use tempfile::TempDir;

fn doctor(arguments: &[&str], stdin: &str) -> Output {
    let mut command = bare(&[&["doctor", "--at=1700000000"], arguments].concat());
    command.env_remove("USERSIG_SDKAPPID");
    run(command, stdin)
}

/// The ids of the findings.
fn ids(output: &Output) -> Vec<String> {
    let findings: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    for finding in &findings {
        let members: Vec<&String> = finding.as_object().unwrap().keys().collect();
        assert_eq!(members, ["code", "evidence", "id", "remedy", "what"]);
    }
    findings.iter().map(|finding| finding["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_ticket_is_diagnosed_without_a_key() {
    let ticket = ticket();
    for (text, status, first) in [
        (ticket.as_str(), 0, "unchecked"),
        ("", 1, "empty"),
        ("undefined", 1, "placeholder"),
        (&ticket[..100], 1, "cut_off"),
        (&format!("\"{ticket}\""), 1, "quoted"),
    ] {
        let output = doctor(&["--json"], text);
        assert_eq!((output.status.code(), ids(&output)[0].as_str()), (Some(status), first), "{text}");
    }
}

#[test]
fn a_key_that_cannot_be_used_is_not_the_same_as_none() {
    let mut command = bare(&["doctor", "--at=1700000000", "--json", &ticket()]);
    command.env("USERSIG_KEY", "");
    let output = run(command, "");
    assert_eq!(ids(&output), ["unusable_key", "unchecked"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_empty_key_and_one_of_blanks_are_no_numbers() {
    for (key, said) in [("", "secret key is empty\n"), (" ", "(1 character, not 64 hexadecimal digits)")] {
        let mut command = bare(&["doctor", "--at=1700000000", "--lang=en", &ticket()]);
        command.env("USERSIG_KEY", key);
        let shown = stdout(&run(command, ""));
        assert!(shown.contains(said) && !shown.contains("a number"), "{key:?}: {shown}");
    }
}

#[test]
fn one_character_or_cell_is_not_counted_as_several() {
    let shown = stdout(&doctor(&["--lang=en"], " "));
    assert!(shown.contains("only white space, 1 character\n"), "{shown}");
    let output = run(batch(&["--input-format=csv"]), "user_id,ttl\nalice\n");
    assert_eq!(complaints(&output), ["line 2: the line has 1 cell, and the header has 2"]);
}

#[test]
fn a_ticket_is_not_good_by_a_key_that_other_commands_refuse() {
    for key in [format!("{KEY} "), format!("\u{feff}{KEY}")] {
        let mut command = bare(&["doctor", "--at=1700000000", "--json", &ticket()]);
        command.env("USERSIG_KEY", key);
        let output = run(command, "");
        assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
        assert!(!shows(&stderr(&output), KEY));
    }
}

#[test]
fn what_is_known_besides_makes_it_sharper() {
    let ticket = ticket();
    for (arguments, first) in [
        (&["--user-id=bob"][..], "wrong_user_id"),
        (&["--sdkappid=7"], "wrong_sdk_app_id"),
        (&["--room-id=7"], "not_a_private_map_key"),
    ] {
        let output = doctor(&[arguments, &["--json", &ticket]].concat(), "");
        assert_eq!((output.status.code(), ids(&output)[0].as_str()), (Some(1), first), "{arguments:?}");
    }
    let late = run(bare(&["doctor", "--at=1700003601", "--json", &ticket]), "");
    assert_eq!(ids(&late)[0], "expired");
}

#[test]
fn a_wrong_key_is_told_from_the_right_one_and_neither_is_shown() {
    let ticket = ticket();
    for (key, first) in [(KEY, "good"), ("7_0q-wz!x5", "wrong_key"), (&KEY.to_uppercase(), "garbled_key")] {
        let mut command = bare(&["doctor", "--at=1700000000", "--json", &ticket]);
        command.env("USERSIG_KEY", key);
        let output = run(command, "");
        assert_eq!(ids(&output)[0], first);
        assert!(!shows(&stdout(&output), key) && !shows(&stderr(&output), key));
    }
}

#[cfg(unix)]
#[test]
fn the_keys_of_all_profiles_are_tried_and_the_one_that_fits_is_named() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    let home = TempDir::new().unwrap();
    let config = home.path().join("config.toml");
    fs::write(home.path().join("key"), KEY).unwrap();
    fs::set_permissions(home.path().join("key"), Permissions::from_mode(0o600)).unwrap();
    let profiles = "[app.old]\nsdkappid = 1400000000\nkey_env = \"NOT_SET\"\n\
                    [app.staging]\nsdkappid = 1400000000\nkey_file = \"key\"\n";
    fs::write(&config, profiles).unwrap();
    let output = doctor(&["--app=old", "--config", config.to_str().unwrap(), &ticket()], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("staging (file key)"), "{}", stdout(&output));
    assert!(stderr(&output).starts_with("warning: the key of app old (variable NOT_SET) is not tried"));

    let mut with_another = bare(&["doctor", "--at=1700000000", "--config", config.to_str().unwrap(), &ticket()]);
    with_another.env("USERSIG_KEY", "another throw-away key");
    let output = run(with_another, "");
    assert_eq!(output.status.code(), Some(1), "verify refuses it with this key");
    assert!(stderr(&output).contains("the key of USERSIG_KEY did not sign this ticket: staging (file key) did"));
}

#[test]
fn it_speaks_the_language_that_is_asked_for_or_the_locales() {
    let chinese = doctor(&["--lang=zh", "undefined"], "");
    assert!(stdout(&chinese).starts_with("结论"), "{}", stdout(&chinese));
    assert!(stdout(&doctor(&["--lang=en", "undefined"], "")).starts_with("finding"));
    let mut command = bare(&["doctor", "undefined"]);
    command.env("LC_ALL", "zh_CN.UTF-8");
    assert_eq!(stdout(&run(command, "")), stdout(&chinese));
}

#[test]
fn moments_are_shown_in_the_zone_of_the_person() {
    let ticket = ticket();
    for (zone, end) in [("UTC", "2023-11-14T23:13:20Z (1700003600)"), ("CST-8", "2023-11-15T07:13:20+08:00")] {
        let mut command = bare(&["doctor", "--at=1700000000", &ticket]);
        command.env("TZ", zone);
        let shown = stdout(&run(command, ""));
        assert!(shown.contains(end), "{zone}: {shown}");
    }
}

#[test]
fn what_a_verifier_was_told_counts() {
    let ticket = ticket();
    for (arguments, first) in [
        (&["--at=1700003630", "--leeway=30s"][..], "good"),
        (&["--at=1700003631", "--leeway=30s"], "expired"),
        (&["--at=1699999000", "--future-tolerance=5m"], "issued_in_the_future"),
        (&["--at=1700000000", "--valid-after=1700000000"], "revoked"),
        (&["--at=1700000000", "--valid-after=1699999999"], "good"),
    ] {
        let output = run(with_key(&[&["doctor", "--json", &ticket], arguments].concat()), "");
        let is_good = first == "good";
        assert_eq!((output.status.code(), ids(&output)[0].as_str()), (Some((!is_good).into()), first), "{arguments:?}");
    }
}

#[test]
fn control_characters_of_a_text_do_not_come_back() {
    for text in ["\u{1b}[31mred", "eJ\u{202e}abc", "\u{9b}31m"] {
        let shown = stdout(&doctor(&[], text));
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{shown:?}");
    }
}

#[test]
fn a_text_of_any_size_is_read_to_a_bound() {
    let output = doctor(&["--json"], &"A".repeat(10_000_000));
    assert_eq!((output.status.code(), ids(&output)), (Some(1), vec!["too_long".to_owned()]));
}
