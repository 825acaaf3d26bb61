//! Answers and webhooks in the shapes of the documents' samples.

use serde_json::{from_str, json, to_string, to_value};
use usersig::UserId;
use usersig_login::UnixMillis;
use usersig_login::platform::Platform::{Android, IPhone, Web, Windows};
use usersig_login::service::{
    AppSettings, CustomStatuses, Detail, InstanceIds, OnlineStatus, QueryEdition, Registry, SessionId,
};

use crate::support::fixture::{DAY, HOME, app, at, changes, claims_of, device, login, registry, user};

#[test]
fn a_state_change_is_the_body_of_the_webhook_with_its_milliseconds() {
    let mut registry = registry();
    let now = UnixMillis::from_millis(1_629_883_332_497);
    let claims = claims_of(app(), "testuser316", now.second(), DAY);
    let first = registry.login(&claims, device(Windows), HOME, now).unwrap();
    let expected = json!({
        "CallbackCommand": "State.StateChange",
        "EventTime": 1_629_883_332_497_u64,
        "Info": { "Action": "Login", "To_Account": "testuser316", "Reason": "Register" },
    });
    assert_eq!(to_value(&changes(&first.events)[0]).unwrap(), expected);
    let second = registry.login(&claims, device(Android), HOME, now).unwrap();
    let kicked = &to_value(&changes(&second.events)[0]).unwrap()["KickedDevice"];
    assert_eq!(*kicked, json!([{ "Platform": "Windows" }]));
}

fn two_users_and_a_stranger() -> (Registry, [UserId; 3]) {
    let mut registry = registry();
    let phone = login(&mut registry, "id1", device(IPhone), 0).unwrap().session;
    login(&mut registry, "id1", device(Web), 0).unwrap();
    registry.disconnect(phone, at(1));
    registry.import(&user("id2")).unwrap();
    (registry, ["id1", "id2", "id4"].map(user))
}

#[test]
fn query_online_status_has_the_shape_of_the_sample_with_and_without_detail() {
    let (registry, users) = two_users_and_a_stranger();
    let answers = registry.query(&users).unwrap();
    let plain = json!({
        "ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0,
        "QueryResult": [{ "To_Account": "id1", "Status": "Online" }, { "To_Account": "id2", "Status": "Offline" }],
        "ErrorList": [{ "To_Account": "id4", "ErrorCode": 70107 }],
    });
    let shape = |detail, ids| to_value(OnlineStatus::new(&answers, detail, ids)).unwrap();
    assert_eq!(shape(Detail::NotNeeded, InstanceIds::NotReturned), plain);
    let with_detail = shape(Detail::Needed, InstanceIds::NotReturned);
    let detail = json!([{ "Platform": "iPhone", "Status": "PushOnline" }, { "Platform": "Web", "Status": "Online" }]);
    assert_eq!(with_detail["QueryResult"][0]["Detail"], detail);
    assert_eq!(with_detail["QueryResult"][1], json!({ "To_Account": "id2", "Status": "Offline" }), "no Detail");
    let with_ids = shape(Detail::Needed, InstanceIds::Returned);
    assert_eq!(with_ids["QueryResult"][0]["Detail"][1]["Instid"], 1);
}

#[test]
fn query_online_status_has_the_names_of_the_edition_that_is_asked_for() {
    let (registry, users) = two_users_and_a_stranger();
    let answers = registry.query(&users).unwrap();
    let status = OnlineStatus::new(&answers, Detail::Needed, InstanceIds::NotReturned);
    let international = to_value(status.with_edition(QueryEdition::International)).unwrap();
    let expected = json!({
        "ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0,
        "QueryResult": [
            { "To_Account": "id1", "State": "Online",
              "Detail": [{ "Platform": "IPhone", "Status": "PushOnline" }, { "Platform": "Web", "Status": "Online" }] },
            { "To_Account": "id2", "State": "Offline" },
        ],
        "ErrorList": [{ "To_Account": "id4", "ErrorCode": 70107 }],
    });
    assert_eq!(international, expected, "the sample of 1047/35477");
}

#[test]
fn query_online_status_has_an_empty_custom_status_only_if_it_is_asked_for() {
    let (registry, users) = two_users_and_a_stranger();
    let answers = registry.query(&users).unwrap();
    let status = || OnlineStatus::new(&answers, Detail::NotNeeded, InstanceIds::NotReturned);
    assert!(to_value(status()).unwrap()["QueryResult"][0].get("CustomStatus").is_none());
    let with_custom = to_value(status().with_custom_statuses(CustomStatuses::Returned)).unwrap();
    for user in with_custom["QueryResult"].as_array().unwrap() {
        assert_eq!(user["CustomStatus"], "");
    }
}

#[test]
fn query_online_status_fails_only_if_no_user_is_found_and_has_no_error_list_if_all_are() {
    let (registry, [known, _, stranger]) = two_users_and_a_stranger();
    for (users, code, has_errors) in
        [(vec![stranger, known], 0, true), (vec![stranger], 70107, true), (vec![known], 0, false)]
    {
        let answers = registry.query(&users).unwrap();
        let body = to_value(OnlineStatus::new(&answers, Detail::NotNeeded, InstanceIds::NotReturned)).unwrap();
        assert_eq!((&body["ErrorCode"], body.get("ErrorList").is_some()), (&json!(code), has_errors));
        assert_eq!(body["ActionStatus"], if code == 0 { "OK" } else { "FAIL" });
    }
}

#[test]
fn settings_sessions_and_events_are_data() {
    let settings = AppSettings { daily_users_allowed: 5, ..AppSettings::default() };
    let text = to_string(&settings).unwrap();
    assert_eq!(from_str::<AppSettings>(&text).unwrap(), settings);
    assert_eq!(from_str::<AppSettings>("{}").unwrap(), AppSettings::default());
    assert!(from_str::<AppSettings>(r#"{"login":{"limits":{"Mac":4}}}"#).is_err(), "a limit above the highest");
    let logged_in = login(&mut registry(), "alice", device(Web), 0).unwrap();
    let session = to_value(logged_in.session).unwrap();
    assert_eq!(from_str::<SessionId>(&session.to_string()).unwrap(), logged_in.session);
    assert_eq!(to_value(&logged_in).unwrap()["registration"], "New");
}

#[test]
fn the_id_of_a_session_has_one_spelling() {
    for bad in ["", "1", "1.2", "1.2.3.4", "0.2.3", "01.2.3", "1.+2.3", "1.2.18446744073709551616", "1.4294967296.3"] {
        assert!(bad.parse::<SessionId>().is_err(), "{bad:?}");
    }
    assert_eq!("1.2.3".parse::<SessionId>().unwrap().to_string(), "1.2.3");
}
