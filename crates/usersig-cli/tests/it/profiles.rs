//! Apps by name.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::home::{Home, OTHER_KEY};
use crate::support::{KEY, answer, run, shows, stderr, stdout, ticket};

const MINT: [&str; 3] = ["mint", "--user-id=alice", "--at=1700000000"];
const ADD: [&str; 5] = ["app", "add", "production", "--sdkappid=1400000000", "--key-file=key"];

#[test]
fn an_app_that_was_added_can_be_named_and_be_the_default() {
    let home = Home::new();
    assert_eq!(answer(home.usersig(&ADD), ""), "");
    assert_eq!(answer(home.usersig(&[&MINT[..], &["--app=production"]].concat()), ""), ticket() + "\n");
    home.refuses(&MINT, "no app was given");
    assert_eq!(answer(home.usersig(&["app", "list"]), ""), "  production  1400000000\n");
    assert_eq!(answer(home.usersig(&["app", "default", "production"]), ""), "");
    assert_eq!(answer(home.usersig(&["app", "list"]), ""), "* production  1400000000\n");
    assert_eq!(answer(home.usersig(&MINT), ""), ticket() + "\n");
}

#[test]
fn an_app_without_a_key_is_told_both_ways_to_give_one_and_every_character_of_a_name() {
    let home = Home::new();
    home.refuses(&ADD[..4], "<--key-file <PATH>|--key-env <NAME>>");
    home.refuses(&[&ADD[..], &["--key-env=KEY"]].concat(), "cannot be used with");
    assert!(answer(home.usersig(&["app", "add", "--help"]), "").contains("the characters . _ and -"));
    let named = [&["app", "add", "a.b_c-1"], &ADD[3..]].concat();
    assert_eq!(answer(home.usersig(&named), ""), "");
}

#[test]
fn every_command_that_needs_a_key_takes_the_name() {
    let home = Home::new();
    answer(home.usersig(&ADD), "");
    let named = |arguments: &[&str], stdin: &str| {
        let output = run(home.usersig(&[arguments, &["--app=production", "--at=1700000000"]].concat()), stdin);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        stdout(&output)
    };
    let map_key = named(&["private-map-key", "--user-id=alice", "--room-id=7", "--privileges=all"], "");
    named(&["verify", "--user-id=alice", "--room-id=7"], &map_key);
    assert_eq!(named(&["batch"], "alice\n"), ticket() + "\n");
}

#[test]
fn the_first_key_signs_and_the_others_verify() {
    let home = Home::new();
    home.config("[app.new]\nsdkappid = 1400000000\nkey_file = [\"other\", \"key\"]\n");
    let signed = answer(home.usersig(&[&MINT[..], &["--app=new"]].concat()), "");
    assert_ne!(signed, ticket() + "\n");
    for ticket in [signed.trim_end(), &ticket()] {
        let verify = ["verify", "--app=new", "--user-id=alice", "--at=1700000000", ticket];
        assert!(answer(home.usersig(&verify), "").starts_with("valid"));
    }
    fs::remove_file(home.path("key")).unwrap();
    assert_eq!(answer(home.usersig(&[&MINT[..], &["--app=new"]].concat()), ""), signed);
}

#[test]
fn a_key_can_be_in_a_variable_that_the_profile_names() {
    let home = Home::new();
    home.config("default = \"a\"\n[app.a]\nsdkappid = 1400000000\nkey_env = \"KEY_OF_A\"\n");
    let mut mint = home.usersig(&MINT);
    mint.env("KEY_OF_A", KEY);
    assert_eq!(answer(mint, ""), ticket() + "\n");
    home.refuses(&MINT, "variable KEY_OF_A has no key");
}

#[test]
fn a_key_of_the_environment_that_the_default_app_leaves_unread_is_warned_of() {
    let home = Home::new();
    home.config("default = \"a\"\n[app.a]\nsdkappid = 1400000000\nkey_file = \"key\"\n");
    for (variable, value) in [("USERSIG_KEY", OTHER_KEY), ("USERSIG_KEY_FILE", "other")] {
        let mut mint = home.usersig(&MINT);
        mint.env(variable, value);
        let output = run(mint, "");
        assert_eq!(stdout(&output), ticket() + "\n");
        let warning = format!(
            "warning: {variable} is ignored, because the default profile a names its own keys; --sdkappid uses it\n"
        );
        assert_eq!(stderr(&output), warning);
    }
    home.config("default = \"a\"\n[app.a]\nsdkappid = 1400000000\nkey_env = \"USERSIG_KEY\"\n");
    let mut mint = home.usersig(&MINT);
    mint.env("USERSIG_KEY", KEY);
    assert_eq!(answer(mint, ""), ticket() + "\n");
}

#[test]
fn a_profile_says_how_long_tickets_live_unless_the_command_line_does() {
    let home = Home::new();
    home.config("default = \"a\"\n[app.a]\nsdkappid = 1400000000\nkey_file = \"key\"\nttl = \"7d\"\n");
    let end = |more: &[&str]| {
        let json = answer(home.usersig(&[&MINT[..], &["--json"], more].concat()), "");
        serde_json::from_str::<serde_json::Value>(&json).unwrap()["expires_at"].as_u64().unwrap() - 1_700_000_000
    };
    assert_eq!((end(&[]), end(&["--ttl=60"])), (604_800, 60));
}

#[test]
fn what_is_shown_and_written_has_no_key_and_is_the_owners_alone() {
    let home = Home::new();
    answer(home.usersig(&[&ADD[..], &["--key-file=other", "--ttl=7d"]].concat()), "");
    let shown = answer(home.usersig(&["app", "show", "production"]), "");
    assert!(shown.contains("signs with") && shown.contains("verifies with") && shown.contains("7d"), "{shown}");
    let written = fs::read_to_string(home.path("config.toml")).unwrap();
    for text in [shown, written] {
        assert!(!shows(&text, KEY) && !shows(&text, OTHER_KEY));
    }
    let mode = fs::metadata(home.path("config.toml")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(fs::read_dir(home.0.path()).unwrap().count(), 3);
}

#[test]
fn a_configuration_that_others_can_write_is_refused_with_the_chmod_that_fixes_it() {
    let home = Home::new();
    answer(home.usersig(&ADD), "");
    for mode in [0o620, 0o602, 0o666] {
        fs::set_permissions(home.path("config.toml"), Permissions::from_mode(mode)).unwrap();
        home.refuses(&["app", "list"], "can be written by its group or by others; fix that with: chmod go-w");
    }
}

#[test]
fn a_key_never_gets_into_the_config() {
    let home = Home::new();
    home.refuses(&["app", "add", "a", "--sdkappid=1", "--key-file", KEY], "give a path, not the key");
    home.refuses(&["app", "add", "a", "--sdkappid=1", "--key-env", KEY], "not the key");
    home.refuses(&["app", "add", KEY, "--sdkappid=1", "--key-file=key"], "the name of an app");
    assert!(!home.path("config.toml").exists());
    home.config(&format!("[app.a]\nsdkappid = 1\nkey = \"{KEY}\"\n"));
    home.refuses(&["app", "list"], "line 3: unknown field `key`");
    home.config(&format!("[app.a]\nsdkappid = \"{KEY}\"\n"));
    home.refuses(&["app", "list"], "line 2: invalid type");
}

#[test]
fn a_key_in_the_place_of_a_name_is_not_repeated() {
    let home = Home::new();
    for arguments in
        [&["app", "show", KEY][..], &["app", "default", KEY], &["codes", KEY], &["mint", "--user-id=a", "--app", KEY]]
    {
        let output = run(home.usersig(arguments), "");
        assert!(!output.status.success() && !shows(&stderr(&output), KEY), "{arguments:?}: {}", stderr(&output));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_config_without_an_end_is_read_to_a_bound() {
    Home::new()
        .refuses(&["app", "list", "--config=/dev/zero"], "cannot read the configuration /dev/zero: file too large");
}

#[test]
fn an_app_has_one_number_and_one_set_of_keys() {
    let home = Home::new();
    answer(home.usersig(&ADD), "");
    home.refuses(&[&MINT[..], &["--app=production", "--sdkappid=1"]].concat(), "cannot be used with");
    home.refuses(&[&MINT[..], &["--app=production", "--key-file=key"]].concat(), "cannot be used with");
    home.refuses(
        &[&MINT[..], &["--app=staging"]].concat(),
        "there is no app \"staging\"; the configuration has: production",
    );
    answer(home.usersig(&["app", "default", "production"]), "");
    home.refuses(&[&MINT[..], &["--key-file=key"]].concat(), "--key-file needs --sdkappid");
    home.refuses(&["app", "list", "--config=/nowhere"], "cannot read the configuration /nowhere");
}

#[test]
fn the_config_is_where_xdg_says() {
    let home = Home::new();
    let run_with = |variable: &str, folder: PathBuf| {
        let mut list = home.usersig(&["app", "list"]);
        list.env_remove("USERSIG_CONFIG").env_remove("XDG_CONFIG_HOME").env(variable, folder);
        answer(list, "")
    };
    for folder in ["usersig", ".config/usersig"] {
        fs::create_dir_all(home.path(folder)).unwrap();
        let config = "[app.a]\nsdkappid = 7\nkey_file = \"key\"\n";
        fs::write(home.path(folder).join("config.toml"), config).unwrap();
    }
    assert_eq!(run_with("XDG_CONFIG_HOME", home.path("")), "  a  7\n");
    assert_eq!(run_with("HOME", home.path("")), "  a  7\n");
}
