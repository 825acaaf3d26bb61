//! Documents and reports about accounts, each rebuilt as a sequence.

use usersig_login::client::Event;
use usersig_login::platform::Platform::{IPhone, Web};
use usersig_login::service::{AppSettings, Deletion, Device, LoginService, Registry};

use crate::support::fixture::{DAY, HOME, app, at, claims, refusal, user};
use crate::support::world::World;

// 269/2566 sample "需要获取详细的登录平台信息". A user who is offline has a Status and no Detail.
#[test]
fn query_online_status_sample() {
    let mut w = World::plain();
    let (p, web) = (w.ready(IPhone), w.ready(Web));
    w.login(p, "id1");
    w.login(web, "id1");
    w.happens(p, Event::UnInit);
    w.registry.import(&user("id2")).unwrap();
    let answers = w.registry.query(&["id1", "id2", "id4"].map(user)).unwrap();
    let shape = |n: usize| serde_json::to_value(answers[n].1.as_ref().unwrap()).unwrap();
    let id1 = serde_json::json!({"Status": "Online",
        "Detail": [{"Platform": "iPhone", "Status": "PushOnline"}, {"Platform": "Web", "Status": "Online"}]});
    assert_eq!(shape(0), id1);
    assert_eq!(answers[2].1.as_ref().unwrap_err().code().number(), 70107);
    assert_eq!(shape(1), serde_json::json!({"Status": "Offline"}), "the sample has no Detail");
}

// 269/36443 of 2025-11-03. Except in trial apps, a deleted UserID cannot be imported again for 3 months. The registry is
// only told whether accounts can be deleted.
#[test]
fn deleted_ids_of_a_trial_app_can_be_imported_again() {
    let mut w = World::plain();
    w.registry.import(&user("u1")).unwrap();
    let answers = w.registry.delete_many(&[user("u1"), user("u2")], w.at()).unwrap();
    assert!(answers[0].1.is_ok());
    assert_eq!(answers[1].1.as_ref().unwrap_err().code().number(), 70107, "the document's own sample");
    w.registry.import(&user("u1")).unwrap();
    let mut strict = Registry::new(app(), AppSettings { deletion: Deletion::Refused, ..Default::default() });
    strict.import(&user("u1")).unwrap();
    let answers = strict.delete_many(&[user("u1")], at(0)).unwrap();
    assert_eq!(answers[0].1.as_ref().unwrap_err().code().number(), 71000);
}

// 1047/34954, multiaccount_import. It takes 100 at once, the same twice makes one, and FailAccounts has the others.
#[test]
fn batch_import() {
    let mut r = Registry::new(app(), AppSettings { accounts_allowed: 3, ..Default::default() });
    let failed = r.import_many(&["a", "b", "a", "c", "d", "b", "e"].map(user)).unwrap();
    assert_eq!(failed, ["d", "e"].map(user));
    assert_eq!(r.counts().accounts, 3);
    let many: Vec<_> = (0..101).map(|n| user(&format!("u{n}"))).collect();
    assert_eq!(r.import_many(&many).unwrap_err().code().number(), 70206);
    assert_eq!(r.import_many(&[]).unwrap_err().code().number(), 70206);
    assert_eq!(r.counts().accounts, 3);
    let none: Vec<_> = (0..3).map(|n| user(&format!("u{n}"))).collect();
    assert!(r.query(&none).unwrap().iter().all(|q| q.1.is_err()), "all unknown: an answer each");
}

// 70020, 70051, 70398, 72000, 70050 at login, each with the code of the table
#[test]
fn codes_of_a_refused_login() {
    let settings = AppSettings { accounts_allowed: 1, daily_users_allowed: 1, ..Default::default() };
    let mut r = Registry::new(app(), settings);
    let code = |r: &mut Registry, name: &str, now: u64| {
        r.login(&claims(name, now, DAY), Device::new(Web, 1), HOME, at(now)).map_or_else(|e| e.code().number(), |_| 0)
    };
    assert_eq!(code(&mut r, "a", 0), 0);
    assert_eq!(code(&mut r, "b", 0), 70398);
    r.block(&user("a"), at(1)).unwrap();
    assert_eq!(code(&mut r, "a", 2), 70051);
    r.unblock(&user("a")).unwrap();
    assert_eq!(code(&mut r, "a", 3), 0);
    r.delete(&user("a"), at(4)).unwrap();
    assert_eq!(code(&mut r, "b", 4), 72000, "alice counted today");
    for _ in 0..10 {
        assert_eq!(r.count_refusal(&user("a"), HOME, &refusal("a"), at(5)).number(), 70003);
    }
    assert_eq!(r.count_refusal(&user("a"), HOME, &refusal("a"), at(5)).number(), 70050);
    assert_eq!(code(&mut r, "a", 6), 70050);
    assert_eq!(code(&mut r, "a", 66), 0);
    assert_eq!(LoginService::new().app(app()).unwrap_err().code().number(), 70020);
}
