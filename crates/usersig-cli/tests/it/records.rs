//! Lines that are records: CSV and NDJSON.

use std::fs;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::batches::{batch, complaints, objects, user_ids, verify};
use crate::support::{KEY, run, shows, stderr, stdout, ticket};

#[test]
fn a_line_can_have_its_own_lifetime_and_room() {
    let stdin = r#"{"user_id":"a","ttl":60}
{"ttl":"1d","user_id":"b"}
{"user_id":"c","room_id":7,"privileges":"enter,recv-audio"}
{"user_id":"d","room_name":"lobby","privileges":42}
"#;
    let minted = run(batch(&["--input-format=ndjson", "--ttl=2h"]), stdin);
    let objects = objects(&minted);
    let ends: Vec<_> = objects.iter().map(|object| object["expires_at"].as_u64().unwrap() - 1_700_000_000).collect();
    assert_eq!(ends, [60, 86_400, 7200, 7200]);
    assert!(objects[2]["private_map_key"].is_string() && objects[2]["room_id"] == 7);
    assert!(objects[3]["private_map_key"].is_string() && objects[3]["room_name"] == "lobby");
    assert_eq!(answer_of_verify(&minted), [Value::Null, Value::Null, Value::Null, Value::Null]);

    let csv = "user_id,ttl,room_id,room_name,privileges\na,60,,,\nb,1d,,,\nc,,7,,\"enter,recv-audio\"\nd,,,lobby,42\n";
    let from_csv = run(batch(&["--input-format=csv", "--output-format=ndjson", "--ttl=2h"]), csv);
    assert_eq!(stdout(&from_csv), stdout(&minted));
}

fn answer_of_verify(minted: &Output) -> Vec<Value> {
    objects(&run(verify(&[]), &minted.stdout)).iter().map(|verdict| verdict["cause"].clone()).collect()
}

#[test]
fn privileges_are_a_number_a_text_or_the_list_that_the_service_takes() {
    let forms =
        ["10", "\"10\"", "\"enter,recv-audio\"", r#"["enter","recv-audio"]"#, r#"["recv-audio", "\u0065nter"]"#];
    let lines = forms.map(|form| format!(r#"{{"user_id":"a","room_id":7,"privileges":{form}}}"#) + "\n").concat();
    let minted = objects(&run(batch(&["--input-format=ndjson"]), lines));
    assert_eq!(minted.len(), forms.len());
    assert!(minted.iter().all(|object| object["private_map_key"] == minted[0]["private_map_key"]), "{minted:?}");
}

#[test]
fn a_record_that_makes_no_sense_is_a_bad_line() {
    for (line, reason) in [
        (r#"{"user_id":"a""#, "line 1: EOF while parsing an object at column 14"),
        (r#"{"user_id":"a"} x"#, "trailing characters"),
        (r#"["a",null,null,null,null,null,null,null]"#, "not a JSON object"),
        (r#"{"user_id":7}"#, "a text"),
        (r#"{"ttl":7}"#, "user_id is missing"),
        (r#"{"user_id":""}"#, "identifier is empty"),
        (r#"{"user_id":"a","user_id":"b"}"#, "duplicate field"),
        (r#"{"user_id":"a","tll":7}"#, "unknown field"),
        (r#"{"user_id":"a","ttl":0}"#, "1 to 1576800000 seconds"),
        (r#"{"user_id":"a","ttl":1.5}"#, "a whole number"),
        (r#"{"user_id":"a","room_id":7}"#, "privileges are missing"),
        (r#"{"user_id":"a","privileges":7}"#, "privileges need a room"),
        (r#"{"user_id":"a","room_id":"7","privileges":7}"#, "invalid type"),
        (r#"{"user_id":"a","room_id":0,"privileges":7}"#, "room number is 0"),
        (r#"{"user_id":"a","room_id":7,"room_name":"b","privileges":7}"#, "leave one of them out"),
        (r#"{"user_id":"a","room_id":7,"privileges":256}"#, "0 to 255"),
        (r#"{"user_id":"a","room_id":7,"privileges":["enter","sing"]}"#, "privileges \"sing\""),
        (r#"{"user_id":"a","room_id":7,"privileges":["enter,recv-audio"]}"#, "each text of a list is one name"),
        (r#"{"user_id":"a","room_id":7,"privileges":[""]}"#, "privileges \"\""),
        (r#"{"user_id":"a","room_id":7,"privileges":["7"]}"#, "each text of a list is one name"),
        (r#"{"user_id":"a","room_id":7,"privileges":[7]}"#, "a text in quotes"),
        (r#"{"user_id":"a","room_id":7,"privileges":{}}"#, "a whole number, a text or a list of texts"),
    ] {
        let output = run(batch(&["--input-format=ndjson"]), line);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(1), ""), "{line}");
        assert!(complaints(&output)[0].contains(reason), "{line}: {}", stderr(&output));
    }
}

#[test]
fn a_key_or_a_ticket_in_the_wrong_place_is_not_repeated() {
    let ticket = ticket();
    let ndjson = |member: &str, value: &str| format!("{{\"user_id\":\"alice\",\"{member}\":{value}}}\n");
    for (format, stdin) in [
        ("csv", format!("{KEY}\nalice\n")),
        ("csv", format!("{ticket},alice\n")),
        ("csv", "x".repeat(30_000)),
        ("csv", format!("user_id,ttl,room_id\nalice,{KEY},\nalice,,{KEY}\n")),
        ("lines", format!("{ticket}\n")),
        (
            "ndjson",
            ndjson("room_id", &format!("\"{KEY}\"")) + &ndjson(&ticket, "1") + &ndjson("ttl", &format!("\"{KEY}\"")),
        ),
        ("ndjson", format!("{KEY}\n\"{ticket}\"\n")),
    ] {
        let output = run(batch(&["--input-format", format]), &stdin);
        let said = stdout(&output) + &stderr(&output);
        assert!(!shows(&said, KEY) && !said.contains(&ticket[..20]) && said.len() < 1000, "{stdin}: {said}");
    }
}

#[test]
fn a_batch_in_csv_reads_the_same_again() {
    let ids = ["alice", "a,b", "a\"b", " a ", "-x"];
    let minted = run(batch(&["--input-format=lines", "--output-format=csv"]), ids.join("\n"));
    let verdicts = run(batch(&["--verify", "--input-format=csv", "--output-format=ndjson"]), &minted.stdout);
    assert_eq!(verdicts.status.code(), Some(0), "{}", stderr(&verdicts));
    assert_eq!(user_ids(&verdicts), ids);
}

#[test]
fn a_csv_without_a_header_cannot_be_asked() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("tickets.csv");
    let output = run(batch(&["--input-format=csv", "--output", path.to_str().unwrap()]), "alice\nbob\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("line 1: the header has the column \"alice\""), "{}", stderr(&output));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_header_that_is_nearly_right_gets_the_name_or_the_step_that_mends_it() {
    for (header, hint) in [
        ("UserID,ttl", "the header has the column \"UserID\""),
        ("UserID,ttl", ": write user_id"),
        ("user_id,Room ID", ": write room_id"),
        ("username", ": write user_id"),
        ("user_id,nickname", ": remove the column"),
        ("alice", "use --input-format lines"),
        ("alice", "begins with a line of column names, such as user_id,ttl"),
        ("user_id;ttl", "the columns are separated by semicolons: save the file as CSV with commas"),
        ("UserID\tttl", "the columns are separated by tabs"),
    ] {
        let output = run(batch(&["--input-format=csv"]), format!("{header}\nalice,5m\n"));
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{header}");
        assert!(stderr(&output).contains("error: line 1: ") && stderr(&output).contains(hint), "{}", stderr(&output));
    }
}

#[test]
fn a_bad_cell_is_shown_with_its_value_unless_it_may_be_a_secret() {
    for (record, reason) in [
        ("alice,99x,,,", "line 2: ttl \"99x\": a duration is a whole number of seconds"),
        ("alice,0,,,", "line 2: ttl 0: a ticket lives from 1 to"),
        ("alice,,seven,,", "line 2: room_id \"seven\": room_id is a whole number from 1 to 4294967295"),
        ("alice,,0,,", "line 2: room_id 0: room number is 0, rooms are numbered from 1"),
        ("alice,,,a/b,", "line 2: room_name \"a/b\": room name has '/' at byte 1"),
        ("alice,,7,,sing", "line 2: privileges \"sing\": privileges are a number from 0 to 255"),
        ("alice,,7,,256", "line 2: privileges 256: privileges are a number from 0 to 255"),
    ] {
        let csv = format!("user_id,ttl,room_id,room_name,privileges\n{record}\n");
        let output = run(batch(&["--input-format=csv"]), &csv);
        assert!(complaints(&output)[0].starts_with(reason), "{record}: {}", stderr(&output));
    }
    let ndjson = "{\"user_id\":\"alice\",\"ttl\":0}\n{\"user_id\":\"alice\",\"room_id\":7,\"privileges\":256}\n";
    let output = run(batch(&["--input-format=ndjson"]), ndjson);
    assert!(complaints(&output)[0].starts_with("line 1: ttl 0: "), "{}", stderr(&output));
    assert!(complaints(&output)[1].starts_with("line 2: privileges 256: "), "{}", stderr(&output));
    let output = run(batch(&["--input-format=ndjson"]), "{\"user_id\":\"alice\",\"room_id\":\"7\"}\n");
    assert!(complaints(&output)[0].contains("expected room_id as a whole number without quotes"), "{output:?}");
    let output = run(batch(&["--input-format=csv"]), format!("user_id,ttl\nalice,{KEY}\n"));
    assert!(complaints(&output)[0].starts_with("line 2: ttl (64 bytes, not shown): "), "{}", stderr(&output));
}

#[test]
fn a_record_is_never_taken_for_a_user_id_unless_lines_are_asked_for() {
    let folder = TempDir::new().unwrap();
    let ndjson = "{\"user_id\":\"alice\"}\n";
    for records in [ndjson, "user_id,ttl\nalice,5m\n", "user_id;ttl\n", "user_id\n", "[\n", "{\n", "\"alice\"\n", "}\n"]
    {
        let lines = records.lines().count();
        for name in ["users.json", "users.txt", "users"] {
            let path = folder.path().join(name);
            fs::write(&path, records).unwrap();
            for (arguments, stdin) in [(vec![path.to_str().unwrap()], ""), (vec![], records)] {
                let output = run(batch(&[&arguments[..], &["--output-format=ndjson"]].concat()), stdin);
                assert_eq!((output.status.code(), stdout(&output)), (Some(1), String::new()), "{name}: {records}");
                assert_eq!(complaints(&output).len(), lines);
                assert!(complaints(&output).iter().all(|reason| reason.contains("--input-format")), "{output:?}");
            }
        }
    }
    let output = run(batch(&["--input-format=lines", "--output-format=ndjson"]), ndjson);
    assert_eq!((output.status.code(), user_ids(&output)), (Some(0), vec![ndjson.trim_end().to_owned()]));
    let output = run(batch(&["--input-format=ndjson"]), ndjson);
    assert_eq!((output.status.code(), user_ids(&output)), (Some(0), vec!["alice".to_owned()]));
}
