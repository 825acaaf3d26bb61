//! The operations that the simulation offers to the tests of an app.

use std::process::Command;

use usersig::{ErrorCode, Lifetime};
use usersig_login::client::Callback;
use usersig_login::keeper::KeeperSettings;
use usersig_login::platform::Platform::{Android, IPhone, Web};
use usersig_login::service::{AppSettings, Deletion, Status};
use usersig_login::sim::{Network, Note, RequestKind, Script, SimSettings, Simulation};

use crate::support::clients::{SEC, endings};
use crate::support::fixture::user;

#[test]
fn the_same_seed_is_the_same_run() {
    let run = |seed| {
        let network = Network { dies_per_thousand: 50, ..Network::default() };
        let mut sim = Simulation::with(seed, SimSettings { network, ..SimSettings::default() });
        let devices = [IPhone, Web].map(|on| sim.device(user("alice"), on));
        for _ in 0..20 {
            for device in devices {
                sim.login(device);
            }
            sim.run_for(SEC * 100);
        }
        sim.journal().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

/// The test runs itself again, to fail there.
#[test]
fn a_failing_run_prints_its_seed_and_the_end_of_its_journal() {
    const MYSELF: &str = "simulation::a_failing_run_prints_its_seed_and_the_end_of_its_journal";
    const FAILS: &str = "USERSIG_LOGIN_FAILS";
    if std::env::var_os(FAILS).is_some() {
        let mut sim = Simulation::new(4711);
        let page = sim.device(user("alice"), Web);
        sim.login(page);
        sim.run_for(SEC * 2);
        assert!(!sim.is_logged_in(page), "on purpose");
    }
    let again = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", MYSELF, "--nocapture"])
        .env(FAILS, "")
        .output()
        .unwrap();
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(!again.status.success() && said.contains("on purpose"), "{said}");
    assert!(said.contains("device 0: Login(CallId(1), \"alice\")"), "{said}");
    assert!(said.contains("the seed of this simulation is 4711"), "{said}");
}

#[test]
fn a_kick_that_is_lost_with_the_link_is_told_on_the_next_one_and_kicks_nobody() {
    let mut sim = Simulation::new(4);
    let [iphone, android] = [IPhone, Android].map(|on| sim.device(user("alice"), on));
    for phone in [iphone, android] {
        sim.run_for(SEC);
        sim.login(phone);
        sim.run_for(SEC);
        sim.cut_off(iphone);
    }
    // Also if the other one is gone by then.
    sim.logout(android);
    sim.run_for(SEC * 60);
    assert!(sim.is_logged_in(iphone), "it cannot know");
    sim.let_back(iphone);
    sim.run_for(SEC * 30);
    assert_eq!((endings(&sim, iphone), endings(&sim, android)), (vec![Callback::KickedOffline], vec![]));
}

#[test]
fn every_kind_of_request_can_be_scripted() {
    for kind in RequestKind::ALL {
        let mut sim = Simulation::new(6);
        let phone = sim.device(user("alice"), IPhone);
        sim.run_for(SEC);
        sim.script(phone, kind, Script::Answer(ErrorCode::INTERNAL_ERROR));
        sim.login(phone);
        sim.run_for(SEC);
        sim.login(phone);
        sim.run_for(SEC * 300);
        sim.login(phone);
        sim.run_for(SEC);
        sim.kill_link(phone);
        sim.run_for(SEC * 60);
        sim.logout(phone);
        sim.run_for(SEC * 60);
        let was_scripted = |note: &Note| match note {
            Note::Served(request, code) => {
                *code == ErrorCode::INTERNAL_ERROR && format!("{request:?}").starts_with(&format!("{kind:?}"))
            }
            _ => false,
        };
        assert!(sim.journal().iter().any(|line| was_scripted(&line.what)), "{kind:?}");
        assert_eq!(sim.registry().presence(&user("alice")).unwrap().status, Status::Offline, "{kind:?}");
    }
}

#[test]
fn an_answer_that_is_lost_or_late_is_answered_in_time_and_changes_nothing_later() {
    for script in [Script::LoseAnswer, Script::LoseRequest, Script::DelayAnswer(SEC * 20)] {
        let mut sim = Simulation::new(3);
        let phone = sim.device(user("alice"), IPhone);
        sim.run_for(SEC);
        sim.script(phone, RequestKind::Login, script);
        let call = sim.login(phone);
        assert!(sim.run_until(SEC * 11, |sim| !sim.answers(phone, call).is_empty()));
        assert_eq!(sim.answers(phone, call)[0].code, ErrorCode::NET_WAIT_ACK_TIMEOUT);
        sim.run_for(SEC * 60);
        assert!(!sim.is_logged_in(phone));
        let status = sim.registry().presence(&user("alice")).map_or(Status::Offline, |presence| presence.status);
        assert_eq!(status, Status::Offline, "{script:?}: a login the app gave up is taken back");
    }
}

#[test]
fn the_service_can_be_restarted_from_its_saved_state_and_without_any() {
    for is_saved in [true, false] {
        let mut sim = Simulation::new(12);
        let phones = [IPhone, Web].map(|on| sim.device(user("alice"), on));
        for phone in phones {
            sim.login(phone);
            sim.run_for(SEC);
        }
        if is_saved {
            sim.save_service();
        }
        sim.restart_service();
        sim.run_for(SEC * 60);
        sim.crash_service();
        sim.run_for(SEC * 60);
        assert_eq!(phones.map(|phone| endings(&sim, phone)), [vec![], vec![]]);
        assert_eq!(sim.registry().counts().online_sessions, 2, "saved: {is_saved}");
    }
}

#[test]
fn the_operator_can_do_everything_a_console_and_the_rest_calls_can() {
    let mut sim = Simulation::new(8);
    let page = sim.device(user("alice"), Web);
    assert!(sim.import(&user("alice")));
    sim.block(&user("alice"));
    let call = sim.login(page);
    sim.run_for(SEC);
    assert_eq!(sim.answers(page, call)[0].code, ErrorCode::BLACKLIST);
    assert!(sim.unblock(&user("alice")));
    sim.login(page);
    sim.run_for(SEC);
    sim.kick_account(&user("alice"));
    sim.run_for(SEC);
    assert_eq!(endings(&sim, page), [Callback::KickedOffline]);
    let valid_after = sim.registry().valid_after(&user("alice")).unwrap();
    sim.undo_kick(&user("alice"), valid_after);
    assert_eq!(sim.registry().valid_after(&user("alice")), None);
    sim.set_settings(AppSettings { deletion: Deletion::Refused, ..AppSettings::default() });
    sim.delete(&user("alice"));
    assert!(sim.registry().has_account(&user("alice")));
    sim.set_settings(AppSettings::default());
    sim.delete(&user("alice"));
    assert!(!sim.registry().has_account(&user("alice")));
}

#[test]
fn a_keeper_stays_logged_in_for_a_month_with_tickets_of_an_hour_and_a_wrong_clock() {
    let network = Network { dies_per_thousand: 20, ..Network::default() };
    let mut sim = Simulation::with(5, SimSettings { network, ..SimSettings::default() });
    let phone = sim.keeper(user("alice"), IPhone, KeeperSettings::default());
    sim.set_device_clock(phone, SEC * 1_000_000);
    sim.set_ticket_lifetime(phone, Lifetime::HOUR);
    sim.want_login(phone);
    for _ in 0..30 {
        sim.run_for(SEC * 43_200);
        sim.set_device_clock(phone, SEC * 7);
        sim.cut_off(phone);
        sim.run_for(SEC * 5000);
        sim.let_back(phone);
        sim.run_for(SEC * 38_200);
        assert!(sim.is_logged_in(phone));
    }
    assert!(!endings(&sim, phone).contains(&Callback::KickedOffline));
}
