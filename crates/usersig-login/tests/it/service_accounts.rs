//! The service: accounts and the REST calls about them.

use usersig::VerifyError;
use usersig_login::platform::Platform::{IPhone, Web};
use usersig_login::service::{
    AccountRefused, AppSettings, Deletion, LoginRefused, ReconnectRefused, Registration, RequestRefused, ServiceEvent,
};

use crate::support::fixture::{HOME, at, claims, device, login, registry, registry_with, second, user};

#[test]
fn the_first_login_registers_and_the_second_does_not() {
    let mut registry = registry();
    assert!(!registry.has_account(&user("alice")));
    assert_eq!(login(&mut registry, "alice", device(IPhone), 0).unwrap().registration, Registration::New);
    assert_eq!(login(&mut registry, "alice", device(Web), 0).unwrap().registration, Registration::Known);
    assert_eq!(registry.counts().accounts, 1);
}

#[test]
fn an_imported_account_is_there_and_importing_it_again_changes_nothing() {
    let mut registry = registry();
    assert_eq!(registry.import_many(&[user("alice"), user("bob"), user("alice")]), Ok(vec![]));
    assert_eq!(registry.check(&[user("bob"), user("carol")]), Ok(vec![(user("bob"), true), (user("carol"), false)]));
    assert_eq!(registry.counts().accounts, 2);
}

#[test]
fn a_call_names_one_to_a_hundred_accounts_and_a_query_one_to_five_hundred() {
    let mut registry = registry();
    let users: Vec<_> = (0..501).map(|n| user(&format!("user{n}"))).collect();
    for count in [0, 101] {
        let refused = AccountRefused::Count { count, allowed: 100 };
        assert_eq!(registry.import_many(&users[..count]), Err(refused));
        assert_eq!(registry.check(&users[..count]), Err(refused));
        assert_eq!(registry.delete_many(&users[..count], at(0)), Err(refused));
        assert_eq!(refused.code().number(), 70206);
    }
    assert_eq!(registry.import_many(&users[..100]), Ok(vec![]));
    for count in [0, 501] {
        assert_eq!(registry.query(&users[..count]).unwrap_err().code().number(), 90011);
    }
    let answers = registry.query(&users[..500]).unwrap();
    assert_eq!(answers.iter().filter(|(_, answer)| *answer == Err(AccountRefused::NoAccount)).count(), 400);
}

#[test]
fn a_full_app_refuses_imports_and_first_logins_with_70398_and_nobody_else() {
    let mut registry = registry_with(AppSettings { accounts_allowed: 1, ..AppSettings::default() });
    assert_eq!(registry.import(&user("alice")), Ok(()));
    assert_eq!(registry.import(&user("bob")).unwrap_err().code().number(), 70398);
    assert_eq!(registry.import_many(&[user("alice"), user("bob")]), Ok(vec![user("bob")]));
    assert_eq!(login(&mut registry, "bob", device(Web), 0).unwrap_err().code().number(), 70398);
    assert!(login(&mut registry, "alice", device(Web), 0).is_ok());
    assert!(!registry.has_account(&user("bob")));
    assert_eq!(registry.daily_active_users(at(0)), 1);
}

#[test]
fn a_blocked_account_is_put_out_and_stays_out_with_70051_until_it_is_unblocked() {
    let mut registry = registry();
    let online = login(&mut registry, "alice", device(Web), 0).unwrap().session;
    let events = registry.block(&user("alice"), at(1)).unwrap();
    assert!(matches!(events[..], [ServiceEvent::KickedOffline(_), ServiceEvent::StateChanged(_)]));
    assert_eq!(registry.request(online, at(1)), Err(RequestRefused::NotLoggedIn));
    assert_eq!(login(&mut registry, "alice", device(Web), 2), Err(LoginRefused::Blocked));
    assert_eq!(LoginRefused::Blocked.code().number(), 70051);
    registry.unblock(&user("alice")).unwrap();
    assert!(login(&mut registry, "alice", device(Web), 3).is_ok());
}

#[test]
fn a_kick_drops_every_device_and_calls_in_the_tickets_up_to_its_second() {
    let mut registry = registry();
    let before = claims("alice", 10, 86_400);
    let phone = registry.login(&before, device(IPhone), HOME, at(10)).unwrap().session;
    registry.login(&before, device(Web), HOME, at(10)).unwrap();
    let events = registry.kick_account(&user("alice"), at(20)).unwrap();
    assert_eq!(events.iter().filter(|event| matches!(event, ServiceEvent::KickedOffline(_))).count(), 2);
    assert_eq!(registry.request(phone, at(20)), Err(RequestRefused::NotLoggedIn));
    for issued in [10, 20] {
        let refused = registry.login(&claims("alice", issued, 86_400), device(Web), HOME, at(20)).unwrap_err();
        let revoked = VerifyError::Revoked { issued_at: second(issued), valid_after: second(20) };
        assert_eq!(refused, LoginRefused::Ticket(revoked));
        assert_eq!(refused.code().number(), 70001);
    }
    assert_eq!(registry.reconnect(&before, device(IPhone), None, at(20)), Err(ReconnectRefused::Kicked));
    assert_eq!(ReconnectRefused::Kicked.code().number(), 6208);
    assert!(registry.login(&claims("alice", 21, 86_400), device(Web), HOME, at(21)).is_ok());
}

#[test]
fn a_kick_is_never_taken_back_by_a_clock_that_was_set_back() {
    let mut registry = registry();
    registry.import(&user("alice")).unwrap();
    registry.kick_account(&user("alice"), at(20)).unwrap();
    registry.kick_account(&user("alice"), at(10)).unwrap();
    assert_eq!(registry.valid_after(&user("alice")), Some(second(20)));
}

#[test]
fn a_deleted_account_is_put_out_and_its_next_login_registers_it_again() {
    let mut registry = registry();
    let online = login(&mut registry, "alice", device(Web), 0).unwrap().session;
    assert_eq!(registry.delete(&user("alice"), at(1)).unwrap().len(), 2);
    assert_eq!(registry.request(online, at(1)), Err(RequestRefused::NotLoggedIn));
    assert_eq!(registry.delete(&user("alice"), at(1)).unwrap_err().code().number(), 70107);
    let again = login(&mut registry, "bob", device(Web), 1).unwrap();
    assert_eq!(registry.request(online, at(1)), Err(RequestRefused::NotLoggedIn), "bob has alice's number now");
    assert_ne!(again.session, online);
    assert_eq!(login(&mut registry, "alice", device(Web), 2).unwrap().registration, Registration::New);
}

#[test]
fn accounts_of_an_app_that_is_no_trial_are_not_deleted() {
    let mut registry = registry_with(AppSettings { deletion: Deletion::Refused, ..AppSettings::default() });
    registry.import(&user("alice")).unwrap();
    assert_eq!(registry.delete(&user("alice"), at(1)).unwrap_err().code().number(), 71000);
    assert!(registry.has_account(&user("alice")));
}

#[test]
fn calls_about_nobody_say_70107() {
    let mut registry = registry();
    let nobody = user("nobody");
    assert_eq!(registry.kick_account(&nobody, at(0)), Err(AccountRefused::NoAccount));
    assert_eq!(registry.block(&nobody, at(0)), Err(AccountRefused::NoAccount));
    assert_eq!(registry.unblock(&nobody), Err(AccountRefused::NoAccount));
    assert_eq!(registry.presence(&nobody), Err(AccountRefused::NoAccount));
    assert_eq!(AccountRefused::NoAccount.code().number(), 70107);
}
