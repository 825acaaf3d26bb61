//! Many users at once.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::batches::{batch, complaints, objects, summary_says, user_ids, verify};
use crate::support::{answer, bare, run, stderr, stdout, ticket, with_key};

#[test]
fn every_line_has_its_ticket_in_the_order_of_the_lines() {
    let ids: Vec<String> = (0..200_000).map(|number| format!("user_{number}")).collect();
    let output = run(batch(&["--output-format=ndjson"]), ids.join("\n"));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(user_ids(&output) == ids);
    summary_says(&output, "200000 lines: 200000 signed, 0 bad lines, in ");

    let verdicts = run(verify(&[]), &output.stdout);
    assert_eq!(verdicts.status.code(), Some(0));
    assert!(user_ids(&verdicts) == ids);
    assert!(objects(&verdicts).iter().all(|verdict| verdict["valid"] == true));
    summary_says(&verdicts, "200000 lines: 200000 good, 0 bad lines, in ");
}

#[test]
fn a_bad_line_is_told_and_counted_and_nothing_after_it_is_skipped() {
    let mut ids: Vec<String> = (1..=100_000).map(|number| format!("user_{number}")).collect();
    ids[54_320] = "用户".to_owned();
    let output = run(batch(&["--output-format=ndjson"]), ids.join("\n"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(complaints(&output), ["line 54321: identifier has '用' at byte 0, only printable ASCII is allowed"]);
    summary_says(&output, "100000 lines: 99999 signed, 1 bad line, ");
    ids.remove(54_320);
    assert!(user_ids(&output) == ids);
}

#[test]
fn of_lines_the_answer_to_a_bad_one_is_an_empty_one() {
    let output = run(batch(&[]), "alice\n\nalice\n");
    assert_eq!(stdout(&output), format!("{0}\n\n{0}\n", ticket()));
    assert_eq!(complaints(&output), ["line 2: the line is empty"]);
}

#[test]
fn fail_fast_stops_at_the_first_bad_line_and_keeps_no_file() {
    let stdin = "alice\n\n\nalice\n".repeat(10_000);
    let output = run(batch(&["--fail-fast", "--output-format=ndjson"]), &stdin);
    assert_eq!((output.status.code(), user_ids(&output)), (Some(1), vec!["alice".to_owned()]));
    assert_eq!(complaints(&output), ["line 2: the line is empty"]);

    let folder = TempDir::new().unwrap();
    let path = folder.path().join("tickets.txt");
    let output = run(batch(&["--fail-fast", "--output", path.to_str().unwrap()]), &stdin);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn an_end_of_line_can_have_a_carriage_return_and_the_last_can_be_missing() {
    let expected = format!("{0}\n{0}\n", ticket());
    for stdin in ["alice\nalice\n", "alice\r\nalice\r\n", "alice\nalice", "\u{feff}alice\nalice"] {
        assert_eq!(stdout(&run(batch(&[]), stdin)), expected, "{stdin:?}");
    }
}

#[test]
fn of_no_lines_there_is_no_answer() {
    for format in ["lines", "ndjson"] {
        let output = run(batch(&["--input-format", format]), "");
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(0), ""));
        summary_says(&output, "0 lines: 0 signed, 0 bad lines, ");
    }
    let output = run(batch(&["--input-format=csv"]), "");
    assert_eq!(stdout(&output), "user_id,user_sig,private_map_key,room_id,room_name,expires_at\n");
}

#[test]
fn a_line_longer_than_any_may_be_is_one_bad_line() {
    let long = ["a".repeat(32 * 1024), "b".repeat(3_000_000)].map(|line| line + "\n").concat();
    let signed = run(batch(&["--output-format=ndjson"]), ["alice\n", &long, "alice\n"].concat());
    assert_eq!(user_ids(&signed), ["alice", "alice"]);
    let good = format!("{{\"user_id\":\"alice\",\"user_sig\":\"{}\"}}\n", ticket());
    let verified = run(verify(&[]), [&good, &long, &good].map(String::as_str).concat());
    assert_eq!(stdout(&verified), "{\"user_id\":\"alice\",\"valid\":true}\n".repeat(2));
    let too_long = [2, 3].map(|number| format!("line {number}: the line is longer than 32768 bytes"));
    assert_eq!([complaints(&signed), complaints(&verified)], [too_long.clone(), too_long]);
}

#[test]
fn bytes_that_are_no_text_are_a_bad_line_and_come_back_escaped() {
    let output = run(batch(&["--output-format=ndjson"]), b"\xff\n{\x1b[31m\nalice\n");
    assert_eq!(user_ids(&output), ["alice"]);
    assert!(!stderr(&output).contains('\u{1b}'));
    assert_eq!(complaints(&output)[0], "line 1: the line is not UTF-8: invalid utf-8 sequence of 1 bytes from index 0");
}

#[test]
fn verdicts_have_their_causes_and_the_summary_counts_them() {
    let ticket = ticket();
    let line = |user: &str, ticket: &str| format!("{{\"user_id\":\"{user}\",\"user_sig\":\"{ticket}\"}}\n");
    let stdin = [line("alice", &ticket), line("bob", &ticket), line("alice", ""), line("bob", &ticket)].concat();
    let output = run(verify(&[]), &stdin);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        stdout(&output),
        "{\"user_id\":\"alice\",\"valid\":true}\n\
         {\"user_id\":\"bob\",\"valid\":false,\"cause\":\"wrong_user_id\"}\n\
         {\"user_id\":\"alice\",\"valid\":false,\"cause\":\"empty\"}\n\
         {\"user_id\":\"bob\",\"valid\":false,\"cause\":\"wrong_user_id\"}\n"
    );
    summary_says(&output, "4 lines: 1 good, 1 empty, 2 wrong_user_id, 0 bad lines, ");
    let lines = run(verify(&["--output-format=lines"]), &stdin);
    assert_eq!(stdout(&lines), "good\nwrong_user_id\nempty\nwrong_user_id\n");
}

#[test]
fn verdicts_of_a_batch_take_the_options_of_a_single_one() {
    let stdin = format!("{{\"user_id\":\"alice\",\"user_sig\":\"{}\"}}\n", ticket());
    for (arguments, verdict) in [
        (&["--at=1700003630"][..], "expired\n"),
        (&["--at=1700003630", "--leeway=30s"], "good\n"),
        (&["--at=1700000000", "--valid-after=1700000000"], "revoked\n"),
        (&["--at=1699999990", "--future-tolerance=5s"], "not_yet_valid\n"),
    ] {
        let mut command = with_key(&["batch", "--verify", "--input-format=ndjson", "--output-format=lines"]);
        command.args(arguments);
        assert_eq!(stdout(&run(command, &stdin)), verdict, "{arguments:?}");
    }
}

#[test]
fn a_file_tells_its_format_by_its_name_and_is_written_whole_and_for_its_owner() {
    let folder = TempDir::new().unwrap();
    let (input, output) = (folder.path().join("users.csv"), folder.path().join("tickets.ndjson"));
    fs::write(&input, "user_id\nalice\n").unwrap();
    fs::write(&output, "of yesterday").unwrap();
    let run = run(batch(&[input.to_str().unwrap(), "--output", output.to_str().unwrap()]), "");
    assert_eq!((run.status.code(), stdout(&run).as_str()), (Some(0), ""), "{}", stderr(&run));
    assert!(fs::read_to_string(&output).unwrap().starts_with("{\"user_id\":\"alice\",\"user_sig\":\"eJ"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&output).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_cannot_be_asked_of_a_batch_is_said_and_writes_nothing() {
    let here = Path::new(".").to_str().unwrap();
    for arguments in [
        &["--verify"][..],
        &["--key-file=-"],
        &["/nowhere"],
        &[here],
        &["--output=/nowhere/tickets"],
        &["--output", here],
        &["--ttl=0"],
        &["--verify", "--input-format=ndjson", "--ttl=1h"],
        &["--leeway=0"],
    ] {
        let output = run(batch(arguments), "alice\n");
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{arguments:?}");
        assert!(stderr(&output).starts_with("error: "), "{arguments:?}: {}", stderr(&output));
    }
    assert_eq!(run(bare(&["batch"]), "alice\n").status.code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_batch_that_does_not_fit_on_the_disk_is_no_success() {
    let folder = TempDir::new().unwrap();
    let users = folder.path().join("users.txt");
    fs::write(&users, "alice\n".repeat(10_000)).unwrap();
    let users = users.to_str().unwrap();
    let mut to_stdout = batch(&[users]);
    to_stdout.stdout(File::create("/dev/full").unwrap());
    for mut command in [to_stdout, batch(&[users, "--output=/dev/full"])] {
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        assert!(stderr(&output).contains("No space left"), "{}", stderr(&output));
    }
}

#[test]
fn a_ticket_minted_alone_is_the_same_in_a_batch() {
    assert_eq!(answer_without_summary(batch(&[]), "alice\n"), ticket() + "\n");
    assert_eq!(answer(with_key(&["mint", "--user-id=alice", "--at=1700000000"]), ""), ticket() + "\n");
}

fn answer_without_summary(command: Command, stdin: &str) -> String {
    let output = run(command, stdin);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}
