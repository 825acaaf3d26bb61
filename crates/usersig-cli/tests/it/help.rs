//! Codes, completions, man pages.

use std::fs;

use crate::support::{answer, bare, run, stderr, stdout, ticket, with_key};
use serde_json::Value;
use tempfile::TempDir;

#[test]
fn a_code_is_known_by_its_number_and_its_name_in_two_languages() {
    let expected = answer(bare(&["codes", "70001"]), "");
    assert!(expected.contains("ERR_SVR_ACCOUNT_USERSIG_EXPIRED"));
    for name in ["ERR_SVR_ACCOUNT_USERSIG_EXPIRED", "usersig_expired"] {
        assert_eq!(answer(bare(&["codes", name]), ""), expected);
    }
    assert!(answer(bare(&["codes", "-100006"]), "").contains("ERR_SERVER_INFO_PRIVILEGE_FLAG_ERROR"));
    assert!(answer(bare(&["codes", "70001", "--lang=zh"]), "").contains("过期"));
}

#[test]
fn a_code_is_found_without_its_sign_in_hexadecimal_and_among_the_rest_calls() {
    let web = answer(bare(&["codes", "0x4004"]), "");
    assert_eq!(web, answer(bare(&["codes", "JOIN_ROOM_FAILED"]), ""));
    assert_eq!(web, answer(bare(&["codes", "16388"]), ""));
    assert!(answer(bare(&["codes", "60012"]), "").contains("ERR_SVR_COMM_SDKAPPID_MISS"));
    for (asked, meant) in [("3319", "-3319"), ("100006", "-100006"), ("-60010", "60010")] {
        let output = run(bare(&["codes", asked]), "");
        assert_eq!(output.status.code(), Some(0), "{asked}");
        assert!(stdout(&output).starts_with(&format!("code     {meant} ")), "{asked}: {}", stdout(&output));
        assert!(stderr(&output).contains("the other sign"), "{asked}: {}", stderr(&output));
    }
}

#[test]
fn a_code_that_no_source_knows_is_not_invented() {
    for code in ["70018", "nonsense", "\u{1b}[31m"] {
        let output = run(bare(&["codes", code]), "");
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(1), ""), "{code:?}");
        assert!(stderr(&output).contains("is in none of the sources") && !stderr(&output).contains('\u{1b}'));
    }
}

#[test]
fn a_code_is_explained_in_chinese_with_chinese_labels() {
    let chinese = answer(bare(&["codes", "70001", "--lang=zh"]), "");
    let labels: Vec<&str> = chinese.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(labels, ["代码", "含义", "建议"]);
    assert!(stderr(&run(bare(&["codes", "70018", "--lang=zh"]), "")).starts_with("资料里没有错误码 \"70018\""));
    assert!(
        stderr(&run(bare(&["codes", "3319", "--lang=zh"]), "")).starts_with("没有错误码 3319，只有符号相反的 -3319")
    );
}

#[test]
fn a_user_that_is_not_an_option_and_a_profile_get_a_tip_or_are_understood() {
    for command in ["mint", "private-map-key", "fixture"] {
        let output = run(bare(&[command, "alice"]), "");
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("tip: name the user with the option --user-id"), "{}", stderr(&output));
    }
    let of_app = answer(bare(&["app", "--help"]), "");
    assert_eq!(answer(bare(&["profile", "--help"]), ""), of_app);
    let unknown = stderr(&run(bare(&["mint", "--user-id=alice", "--profile=production"]), ""));
    assert!(unknown.contains("production") && !unknown.contains("unexpected argument"), "{unknown}");
}

#[test]
fn all_codes_are_a_list() {
    let list: Vec<Value> = serde_json::from_str(&answer(bare(&["codes", "--json"]), "")).unwrap();
    assert!(list.iter().any(|code| code["code"] == 70001 && code["advice"].is_string()));
    assert_eq!(answer(bare(&["codes"]), "").lines().count(), list.len());
}

#[test]
fn every_shell_gets_completions_of_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = answer(bare(&["completions", shell]), "");
        for command in ["mint", "private-map-key", "verify", "inspect", "doctor", "batch", "fixture", "app", "codes"] {
            assert!(script.contains(command), "{command} in {shell}");
        }
    }
}

#[test]
fn every_command_has_a_man_page() {
    assert!(answer(bare(&["man"]), "").contains(".TH usersig 1"));
    let home = TempDir::new().unwrap();
    let folder = home.path().join("man").join("man1");
    answer(bare(&["man", folder.to_str().unwrap()]), "");
    for page in ["usersig.1", "usersig-mint.1", "usersig-app-add.1", "usersig-doctor.1"] {
        assert!(fs::read_to_string(folder.join(page)).unwrap().contains(".SH SYNOPSIS"), "{page}");
    }
    let nowhere = run(bare(&["man", "/dev/null/man1"]), "");
    assert_eq!(nowhere.status.code(), Some(2));
}

#[test]
fn times_are_shown_in_the_zone_of_the_person() {
    let ticket = ticket();
    for (zone, date) in [
        ("UTC", "2023-11-14T22:13:20Z"),
        ("CST-8", "2023-11-15T06:13:20+08:00"),
        ("No/Such_Zone", "2023-11-14T22:13:20Z"),
    ] {
        let mut command = bare(&["inspect", &ticket]);
        command.env("TZ", zone);
        let shown = answer(command, "");
        assert!(shown.contains(date), "{zone}: {shown}");
    }
}

#[test]
fn a_moment_can_be_a_date() {
    let mint = |at| answer(with_key(&["mint", "--user-id=alice", at]), "");
    assert_eq!(mint("--at=2023-11-15T06:13:20+08:00"), mint("--at=1700000000"));
}
