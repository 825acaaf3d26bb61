//! Values that are valid but probably a mistake are not signed silently.

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::{KEY, bare, run, shows, stderr, stdout, with_key};

const SAMPLE_KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

fn mint_with_key(key: &str) -> Command {
    let mut command = bare(&["mint", "--user-id=alice", "--at=1700000000", "--sdkappid=1400123456"]);
    command.env("USERSIG_KEY", key);
    command
}

fn batch(arguments: &[&str], stdin: &str) -> Output {
    run(with_key(&[&["batch", "--at=1700000000"], arguments].concat()), stdin)
}

#[test]
fn a_key_that_cannot_be_one_is_described_by_every_command_that_signs_and_never_shown() {
    for (key, description) in [
        (format!("\"{KEY}\""), "quotes"),
        (format!("SECRETKEY={KEY}"), "a name and a value"),
        (KEY[1..].to_owned(), "63 hexadecimal digits"),
        (KEY.to_uppercase(), "upper-case"),
        ("1400123456".to_owned(), "an SDKAppID"),
        ("your_secret_key".to_owned(), "a placeholder"),
        (SAMPLE_KEY.to_owned(), "the public key of Tencent's samples"),
    ] {
        let room = ["--room-id=7", "--privileges=all"];
        let map_key = [&["private-map-key", "--user-id=alice"], &room[..]].concat();
        for (arguments, stdin) in [
            (&["mint", "--user-id=alice"][..], ""),
            (&map_key, ""),
            (&["batch"], "alice\n"),
            (&["fixture", "--user-id=alice"], ""),
        ] {
            let mut command = bare(&[arguments, &["--sdkappid=1400123456"]].concat());
            command.env("USERSIG_KEY", &key);
            let output = run(command, stdin);
            let said = stderr(&output);
            assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
            assert!(said.starts_with("warning: ") && said.contains(description), "{arguments:?}: {said}");
            assert!(!shows(&said, &key), "{arguments:?} shows {key}: {said}");
        }
    }
}

#[test]
fn a_key_with_a_line_end_or_another_control_character_inside_is_refused() {
    for key in [format!("{KEY}\n{KEY}"), format!("# key\n{KEY}"), format!("{KEY}\t{KEY}"), format!("{KEY}\u{200b}")] {
        let output = run(mint_with_key(&key), "");
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{key:?}");
        assert!(!shows(&stderr(&output), KEY), "{}", stderr(&output));
    }
}

#[test]
fn the_sample_key_is_only_good_for_the_sample_app() {
    let mut command = bare(&["mint", "--user-id=alice", "--sdkappid=1400000000"]);
    command.env("USERSIG_KEY", SAMPLE_KEY);
    assert_eq!(stderr(&run(command, "")), "");
    assert!(stderr(&run(mint_with_key(SAMPLE_KEY), "")).starts_with("warning: USERSIG_KEY"));
}

#[test]
fn strict_turns_each_warning_into_an_error_and_signs_nothing() {
    for arguments in [
        &["mint", "--strict", "--user-id=alice "][..],
        &["mint", "--strict", "--user-id=administrator"],
        &["mint", "--strict", "--user-id=alice", "--ttl=604800000"],
        &["mint", "--strict", "--user-id=alice", "--at=1700000000000"],
        &["private-map-key", "--strict", "--user-id=alice", "--room-id=042", "--privileges=all"],
        &["batch", "--strict", "--ttl=604800000"],
    ] {
        let output = run(with_key(arguments), "alice\n");
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{arguments:?}");
        assert!(stderr(&output).contains("--strict turns warnings into errors"), "{}", stderr(&output));
    }
    let plain = run(with_key(&["mint", "--strict", "--user-id=alice", "--ttl=7d"]), "");
    assert_eq!((plain.status.code(), stderr(&plain).as_str()), (Some(0), ""));
}

#[test]
fn a_batch_lists_doubtful_user_ids_with_their_lines_and_counts_them() {
    let ids = "alice \nbob\n#N/A\nnull\nadministrator\n# users\nUserID\n1.38E+10\n alice\nbob.b\n";
    let output = batch(&["--input-format=lines", "--output-format=ndjson"], ids);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(stdout(&output).lines().count(), 10);
    for part in [
        "warning: line 1 \"alice \", line 9 \" alice\": has a blank at an end",
        "warning: line 3 \"#N/A\": looks like the error of a spreadsheet",
        "warning: line 4 \"null\": looks like a placeholder",
        "warning: line 5 \"administrator\": is the administrator",
        "warning: line 6 \"# users\": looks like a comment",
        "warning: line 7 \"UserID\": looks like the header",
        "warning: line 8 \"1.38E+10\": looks like a number that a spreadsheet rounded",
        "warning: line 10 \"bob.b\": has characters outside",
        "10 lines: 10 signed, 9 of them doubtful, 0 bad lines, ",
    ] {
        assert!(said.contains(part), "no {part:?} in {said}");
    }
    let strict = batch(&["--input-format=lines", "--output-format=ndjson", "--strict"], ids);
    assert_eq!((strict.status.code(), stdout(&strict).lines().count()), (Some(1), 1), "{}", stderr(&strict));
}

#[test]
fn of_many_doubtful_lines_only_the_first_are_named() {
    let output = batch(&["--input-format=lines"], &"a.b\n".repeat(3000));
    let named =
        "warning: line 1 \"a.b\", line 2 \"a.b\", line 3 \"a.b\", line 4 \"a.b\", line 5 \"a.b\" and 2995 more lines: ";
    assert!(stderr(&output).starts_with(named), "{}", stderr(&output));
}

#[test]
fn a_lifetime_in_milliseconds_and_a_room_with_a_leading_zero_are_doubtful_in_a_batch() {
    let ndjson = "{\"user_id\":\"a\",\"ttl\":86400000}\n{\"user_id\":\"b\",\"ttl\":\"1000d\"}\n";
    let said = stderr(&batch(&["--input-format=ndjson"], ndjson));
    assert!(said.contains("warning: line 1 \"86400000\": looks like milliseconds"), "{said}");
    assert!(said.contains("1 of them doubtful"), "{said}");
    let csv = "user_id,room_id,privileges\na,0319,all\nb,,\n";
    let said = stderr(&batch(&["--input-format=csv", "--output-format=ndjson"], csv));
    assert!(said.contains("line 2 \"319\": has a leading zero"), "{said}");
    assert!(said.contains("line 3 \"b\": has no room"), "{said}");
}

#[test]
fn bad_lines_are_reported_up_to_a_thousand_and_then_counted_by_reason() {
    let output = batch(&["--input-format=lines"], &format!("{}{}", "\n".repeat(5000), "a\u{7f}\n".repeat(500)));
    let said = stderr(&output);
    assert_eq!(said.lines().filter(|line| line.starts_with("line ")).count(), 1000);
    assert!(said.contains("\n4000 more bad lines: the line is empty\n500 more bad lines: "), "{said}");
    assert!(said.contains("5500 lines: 0 signed, 5500 bad lines, "), "{said}");
}

#[test]
fn a_file_that_is_not_text_is_recognized_and_nothing_is_signed() {
    let folder = TempDir::new().unwrap();
    for (name, bytes, format) in [
        ("users.csv", &b"\xff\xfeu\0s\0e\0r\0"[..], "UTF-16"),
        ("users.txt", b"a\0l\0i\0c\0e\0", "UTF-16"),
        ("users.xlsx", b"PK\x03\x04\x14\0\x06\0", "Excel"),
        ("users.gz", b"\x1f\x8b\x08\0", "gzip"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let output = batch(&[path.to_str().unwrap()], "");
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{name}");
        assert!(stderr(&output).contains(format) && stderr(&output).contains(name), "{}", stderr(&output));
    }
}

#[test]
fn cells_that_begin_like_a_formula_can_be_escaped() {
    let ids = "=HYPERLINK(1)\n@SUM\n+1\n-1\na=b\n";
    let format = ["--input-format=lines", "--output-format=csv"];
    let cells = |output: &Output| -> Vec<String> {
        stdout(output).lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
    };
    assert_eq!(cells(&batch(&format, ids)), ["=HYPERLINK(1)", "@SUM", "+1", "-1", "a=b"]);
    let escaped = batch(&[&format[..], &["--escape-formulas"]].concat(), ids);
    assert_eq!(cells(&escaped), ["'=HYPERLINK(1)", "'@SUM", "'+1", "'-1", "a=b"]);
}

#[test]
fn a_user_id_longer_than_32_characters_is_signed_with_a_warning_and_verifies() {
    let voice_id = "8f14e45f-ceea-467f-a8d5-0e3f6f0a1c2b";
    let minted = run(with_key(&["mint", "--user-id", voice_id]), "");
    assert!(stderr(&minted).contains("longer than 32 characters"), "{}", stderr(&minted));
    let verified = run(with_key(&["verify", "--user-id", voice_id]), stdout(&minted));
    assert_eq!(verified.status.code(), Some(0), "{}", stderr(&verified));
    let room = run(with_key(&["private-map-key", "--user-id", voice_id, "--room-id=7", "--privileges=all"]), "");
    assert_eq!(room.status.code(), Some(2));
    let of_129 = run(with_key(&["mint", "--user-id", &"a".repeat(129)]), "");
    assert_eq!(of_129.status.code(), Some(2));
}

#[test]
fn a_key_as_a_user_id_is_warned_of_and_the_warning_does_not_show_it() {
    let minted = run(with_key(&["mint", "--user-id", KEY]), "");
    assert!(stderr(&minted).contains("looks like a secret key"), "{}", stderr(&minted));
    assert!(!shows(&stderr(&minted), KEY));
    let said = stderr(&batch(&["--input-format=lines"], &format!("{KEY}\n")));
    assert!(said.contains("looks like a secret key") && !shows(&said, KEY), "{said}");
}
