//! The service's REST interface.

use serde_json::{Value, json};

use crate::harness::emulator::{APP, Emulator, of_app, rest_path};
use crate::harness::page::Page;
use crate::harness::raw::request;

#[test]
fn accounts_are_imported_checked_and_deleted_as_documented() {
    let emulator = Emulator::start();
    let import = |body: Value| emulator.rest("im_open_login_svc/account_import", &body);
    for body in [json!({ "UserID": "alice", "Nick": "A" }), json!({ "Identifier": "bob" }), json!({ "UserID": "bob" })]
    {
        assert_eq!(import(body), json!({ "ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0 }));
    }
    let many = json!({ "Accounts": ["carol", "a name of more than thirty-two characters"] });
    let imported = emulator.rest("im_open_login_svc/multiaccount_import", &many);
    assert_eq!((&imported["ErrorCode"], imported["FailAccounts"].as_array().unwrap().len()), (&json!(0), 1));
    let newer = json!({ "AccountList": [{ "UserID": "dave", "Nick": "D" }] });
    assert_eq!(emulator.rest("im_open_login_svc/multiaccount_import", &newer)["FailAccounts"], json!([]));

    let check = json!({ "CheckItem": [{ "UserID": "dave" }, { "UserID": "erin" }] });
    let checked = emulator.rest("im_open_login_svc/account_check", &check);
    let statuses = ["Imported", "NotImported"].map(Value::from);
    assert_eq!([0, 1].map(|at| checked["ResultItem"][at]["AccountStatus"].clone()), statuses);

    let delete = json!({ "DeleteItem": [{ "UserID": "dave" }, { "UserID": "erin" }] });
    let deleted = emulator.rest("im_open_login_svc/account_delete", &delete);
    assert_eq!([0, 1].map(|at| deleted["ResultItem"][at]["ResultCode"].clone()), [0, 70107].map(Value::from));
}

#[test]
fn the_online_status_is_that_of_the_devices() {
    let emulator = Emulator::start();
    let _page = Page::logged_in(&emulator, "page", "alice");
    emulator.phone("alice", "iPhone");
    emulator.rest("im_open_login_svc/account_import", &json!({ "UserID": "bob" }));
    let body = json!({ "To_Account": ["alice", "bob", "carol"], "IsNeedDetail": 1 });
    for command in ["openim/query_online_status", "openim/querystate"] {
        let answer = emulator.rest(command, &body);
        let detail = json!([{ "Platform": "iPhone", "Status": "Online" }, { "Platform": "Web", "Status": "Online" }]);
        let alice = json!({ "To_Account": "alice", "Status": "Online", "Detail": detail });
        assert_eq!(answer["QueryResult"], json!([alice, { "To_Account": "bob", "Status": "Offline" }]));
        assert_eq!(answer["ErrorList"], json!([{ "To_Account": "carol", "ErrorCode": 70107 }]));
        assert_eq!(answer["ErrorCode"], 0);
    }
}

#[test]
fn each_refusal_has_the_code_of_the_service() {
    let emulator = Emulator::start();
    let (admin, alice) = (emulator.ticket("administrator"), emulator.ticket("alice"));
    let post = |path: &str, body: &str| -> Value {
        let answer = request(emulator.address, &format!("POST {path}"), &["Host: localhost"], body);
        serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
    };
    let kick = rest_path("im_open_login_svc/kick", &admin);
    let other_user = |path: &str| path.replace("identifier=administrator", "identifier=alice").replace(&admin, &alice);
    let query = rest_path("openim/query_online_status", &admin);
    let app = format!("sdkappid={APP}");
    let long_list = json!({ "CheckItem": vec![json!({ "UserID": "x" }); 101] }).to_string();
    let cases = [
        ("not an administrator", other_user(&kick), "{}", 70403),
        ("not an administrator of the status", other_user(&query), "{}", 90009),
        ("another app", kick.replace(&app, "sdkappid=1400000001"), "{}", 70014),
        ("no app", kick.replace(&app, "x=1"), "{}", 60012),
        ("no number", kick.replace(&app, "sdkappid=x"), "{}", 60006),
        ("no identifier", kick.replace("identifier=", "x="), "{}", 60004),
        ("no ticket", kick.replace(&admin, ""), "{}", 70002),
        ("no JSON", kick.clone(), "{", 60003),
        ("no JSON for the status", query.clone(), "[", 90001),
        ("no users", query.clone(), "{}", 90003),
        ("an unknown command", rest_path("openim/sendmsg", &admin), "{}", 60009),
        ("an unknown service", rest_path("nothing/kick", &admin), "{}", 60009),
        ("no user", kick.clone(), "{}", 70402),
        ("a user of a wrong type", kick.clone(), "{\"UserID\":1}", 60015),
        ("nobody", kick.clone(), "{\"UserID\":\"zoe\"}", 70107),
        ("too many", rest_path("im_open_login_svc/account_check", &admin), &long_list, 70206),
    ];
    for (what, path, body, code) in cases {
        let answer = post(&path, body);
        assert_eq!((&answer["ErrorCode"], &answer["ActionStatus"]), (&json!(code), &json!("FAIL")), "{what}: {answer}");
    }
    emulator.advance(86_401);
    assert_eq!(post(&kick, "{}")["ErrorCode"], 70001);
}

#[test]
fn real_clients_may_send_get_with_a_body_and_any_content_type() {
    let emulator = Emulator::start();
    let path = rest_path("im_open_login_svc/account_check", &emulator.ticket("administrator"));
    let body = json!({ "CheckItem": [{ "UserID": "alice" }] }).to_string();
    let form = "Content-Type: application/x-www-form-urlencoded";
    for (method, headers) in [("GET", &["Host: localhost"][..]), ("POST", &["Host: localhost", form])] {
        let answer = request(emulator.address, &format!("{method} {path}"), headers, &body);
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("NotImported"), "{answer}");
    }
}

#[test]
fn quotas_and_deletion_follow_the_settings() {
    let emulator = Emulator::start();
    let service = json!({ "accounts_allowed": 2, "deletion": "Refused" });
    emulator.patch(&of_app(""), &json!({ "settings": { "service": service } }));
    let many = json!({ "Accounts": ["a", "b", "c"] });
    assert_eq!(emulator.rest("im_open_login_svc/multiaccount_import", &many)["FailAccounts"], json!(["c"]));
    assert_eq!(emulator.rest("im_open_login_svc/account_import", &json!({ "UserID": "c" }))["ErrorCode"], 70398);
    let delete = json!({ "DeleteItem": [{ "UserID": "a" }] });
    assert_eq!(emulator.rest("im_open_login_svc/account_delete", &delete)["ErrorCode"], 71000);
    assert_eq!(Page::open(&emulator, "page").login("d", &emulator.ticket("d"))["ErrorCode"], 70398);
}
